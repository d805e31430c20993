import type { Pbx } from '../calls/pbx.ts';
import type { Reply } from './reply.ts';
import type { Request } from './request.ts';

/** A manager action that this PBX carries out for an account with the rights `call,agent,originate`. */
export interface Action {
  readonly name: string;
  /** Synopsis and privileges, as ListCommands tells them. */
  readonly about: string;
  run(request: Request, pbx: Pbx): Reply;
}
