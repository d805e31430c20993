import type { OffhookBridge } from '../../src/ipc/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script; missing when that could not be loaded. */
    readonly offhook?: OffhookBridge;
  }
}

export type Bridge = OffhookBridge;

/** A request whose answer is not waited for (copy, open a window): its failure is handed on, never lost. */
export function tell(request: Promise<unknown>, onFailure: (error: unknown) => void): void {
  request.catch(onFailure);
}
