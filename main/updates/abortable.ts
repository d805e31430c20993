import type { ClientRequest } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';

/**
 * electron-updater's own, whose downloads can be broken off: its cancellation token only makes it stop waiting, while the bytes go on
 * coming (builder-util-runtime, HttpExecutor.doDownload), in the call that was to have the network to itself.
 */
export class AbortableExecutor extends ElectronHttpExecutor {
  #requests: ClientRequest[] = [];

  override createRequest(
    options: unknown,
    callback: Parameters<ElectronHttpExecutor['createRequest']>[1],
  ): ClientRequest {
    const request = super.createRequest(options, callback);
    this.#requests.push(request);
    return request;
  }

  /** Ends every request since the last time, as far as they are under way. */
  abort(): void {
    for (const request of this.#requests) request.abort();
    this.forget();
  }

  /** What is over needs no keeping. */
  forget(): void {
    this.#requests = [];
  }
}
