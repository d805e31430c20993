import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isPushChannel, isRequestChannel, type OffhookBridge } from '../src/ipc/contract.ts';
import { onlyForPhone } from '../src/ipc/channel/pages.ts';
import { phoneChannels } from '../src/ipc/phone.ts';

/** The phone's page speaks with a server: it has the channels of its own area and no others, whatever comes to run there. */
const isOffered = process.argv.includes(onlyForPhone)
  ? (channel: string) => Object.hasOwn(phoneChannels, channel)
  : () => true;

/** All that a page gets of the world outside. What is not in the contract is refused here already, and again in the main process. */
const bridge: OffhookBridge = {
  request(channel, ...args) {
    if (!isRequestChannel(channel) || !isOffered(channel))
      return Promise.reject(new Error('There is no such request.'));
    return ipcRenderer.invoke(channel, ...args);
  },
  on(channel, listener) {
    if (!isPushChannel(channel) || !isOffered(channel)) throw new Error('There is no such push.');
    // The event object stays here: its `sender` could send on any channel.
    const hear = (_event: IpcRendererEvent, value: Parameters<typeof listener>[0]): void => listener(value);
    ipcRenderer.on(channel, hear);
    return () => {
      ipcRenderer.off(channel, hear);
    };
  },
};

contextBridge.exposeInMainWorld('offhook', bridge);
