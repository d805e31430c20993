/** The contexts of the practice dial plan. */
export const internalContext = 'from-internal';
export const trunkContext = 'from-trunk';
/** Where the members of queues are dialled. */
export const queueContext = 'from-queue';
export const parkedContext = 'parkedcalls';
/** The dial-plan lines that come with Offhook (`assets/asterisk/offhook.conf`). */
export const offhookContext = 'offhook';
