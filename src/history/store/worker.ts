import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { serveHistory } from './serve.ts';

/** The thread that owns the file of the history: no query and no disk ever holds up a call. */
const { path } = z.object({ path: z.string().min(1) }).parse(workerData);
if (parentPort !== null) serveHistory(parentPort, path, Date.now);
