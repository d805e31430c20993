import { PhonePage } from './phone/phonePage.ts';

const { offhook } = window;
if (offhook !== undefined) void new PhonePage(offhook).start();
