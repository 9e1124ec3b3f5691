import { localeContextKey } from 'element-plus';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import { createApp, ref } from 'vue';
import App from './App.vue';
import { openSession } from './auth/session.ts';
import { loadConfig } from './config.ts';
import { router } from './router.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

await openSession(await loadConfig());
createApp(App).provide(localeContextKey, ref(zhCn)).use(router).mount('#app');
