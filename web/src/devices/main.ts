import { createApp } from 'vue';
import DeviceApp from './DeviceApp.vue';
import '../styles/tokens.css';
import '../styles/base.css';
import './devices.css';

createApp(DeviceApp).mount('#app');
