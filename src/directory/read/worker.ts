import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readSource } from './readSource.ts';

/** The thread that reads one source and ends: what is wrong with a file costs nothing but this thread. */
const { source, known, access } = z
  .object({
    source: z.string().min(1),
    known: z.string(),
    access: z.object({ ca: z.string().exactOptional(), password: z.string().exactOptional() }),
  })
  .parse(workerData);
const port = parentPort;
if (port !== null) {
  for await (const message of readSource(source, known, access)) {
    port.postMessage(message);
    if (message.type === 'batch') await once(port, 'message');
  }
  port.close();
}
