// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Note } from '../settings/parts/Note.tsx';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { Code } from './Code.tsx';
import { whoOf } from './who.ts';

afterEach(cleanup);

const turned = 'refused \u202e0091+\u202c by pbx';
const plain = 'refused 0091+ by pbx';

it('what is behind a code is shown and copied without marks that turn it', async () => {
  const bridge = new FakeBridge(aSnapshot());
  render(<Code bridge={bridge} code="loginRefused" detail={turned} />);
  expect(screen.getByRole('button').title).toBe(plain);
  await userEvent.click(screen.getByRole('button'));
  expect(bridge.sent).toContainEqual(['app:copy', `OH-loginRefused: ${plain}`]);
});

it('so is what is behind a note, and who is on a call', () => {
  const { container } = render(<Note text="x" detail={turned} />);
  expect(container.querySelector('[title]')?.getAttribute('title')).toBe(plain);
  expect(whoOf({ name: '\u202eAnna', number: '' })).toBe('Anna');
});
