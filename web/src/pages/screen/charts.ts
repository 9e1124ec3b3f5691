import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// What the big screen draws, and nothing else of the library.
use([LineChart, GridComponent, CanvasRenderer]);

export { init };
