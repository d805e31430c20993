import type { PbxIdentity } from '../../src/ipc/line.ts';
import { t } from '../parts/words.ts';

/** What the PBX is called on the screen. */
export function pbxName(pbx: PbxIdentity): string {
  return pbx.kind === 'practice' ? t('link.practiceName') : pbx.name;
}
