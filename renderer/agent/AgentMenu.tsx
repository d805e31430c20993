import { Check, ChevronRight, LogIn, LogOut } from 'lucide-react';
import { type ReactNode, useContext, useEffect, useRef } from 'react';
import {
  Header,
  Keyboard,
  Menu,
  MenuItem,
  MenuSection,
  OverlayTriggerStateContext,
  Popover,
  Separator,
  SubmenuTrigger,
  Text,
} from 'react-aria-components';
import { isolated } from '../../src/cti/text.ts';
import type { Queue } from '../../src/cti/agent.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { type Features, can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { useModel } from '../model/panelModel.ts';
import { cx } from '../parts/cx.ts';
import { locale, t } from '../parts/words.ts';
import menus from '../parts/menu.module.css';
import styles from './AgentMenu.module.css';
import { agentPlace } from '../state/agentPlace.ts';
import { type Standing, chosenKey, loginChoices, standingIn, standingOf, stateChoices } from './choices.ts';
import { isOffered, reasonFor } from './offered.ts';
import { usePauseReasons } from './reasons.ts';

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

const neverByItselfMs = 1e9;

type Give = (command: CtiCommand) => void;

/** The agent's state in all queues, and in each. */
export function AgentMenu({ line }: { readonly line: Line }): ReactNode {
  const { bridge, commands } = useModel();
  const reasons = usePauseReasons(bridge);
  const { agent, calls, features, queues } = line;
  const give: Give = (command) => {
    if (!(agentPlace in commands.getState().pending)) void commands.run(agentPlace, command);
  };
  const overlay = useContext(OverlayTriggerStateContext);
  const choices = stateChoices(reasons, standingOf(agent));
  /** Numbers choose a state, as they stand behind it; before the menu takes them for the beginning of a name. */
  const byNumber = (event: KeyboardEvent): void => {
    const choice = /^[1-9]$/u.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    // What opens behind a queue is another menu, which has no numbers.
    const menus = document.querySelectorAll('[role=menu]').length;
    if (choice === undefined || menus > 1 || !can(features, 'SetAgentState')) return;
    event.preventDefault();
    event.stopPropagation();
    overlay?.close();
    give(choice.command);
  };
  const latest = useRef(byNumber);
  useEffect(() => {
    latest.current = byNumber;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
  const since = agent.since > 0 && calls.length === 0 ? time.format(agent.since) : undefined;
  return (
    <Menu className={styles.menu ?? ''} aria-label={t('agent.menu.title')}>
      <StateSection
        title={calls.length > 0 ? t('agent.inCalls') : t('agent.menu.title')}
        since={since}
        standing={standingOf(agent)}
        {...{ features, reasons, give }}
      />
      {queues.length === 0 ? null : <Separator className={styles.separator ?? ''} />}
      {queues.length === 0 ? null : (
        <MenuSection className={styles.section ?? ''}>
          <Header className={styles.header ?? ''}>{t('agent.queues')}</Header>
          {queues.map((queue) => (
            <QueueItem key={queue.name} {...{ queue, features, reasons, give }} />
          ))}
        </MenuSection>
      )}
      <LoginItems {...{ queues, features, give }} />
    </Menu>
  );
}

interface StateSectionProps {
  readonly title: string | undefined;
  readonly since?: string | undefined;
  readonly standing: Standing;
  readonly features: Features;
  readonly reasons: readonly string[];
  readonly queue?: string;
  readonly give: Give;
}

/** Ready, not ready and the reasons: one of them stands. */
function StateSection(props: StateSectionProps): ReactNode {
  const { title, since, standing, features, reasons, queue, give } = props;
  if (!isOffered(features, 'SetAgentState')) return null;
  const denied = reasonFor(features, 'SetAgentState');
  return (
    <MenuSection
      className={styles.section ?? ''}
      selectionMode="single"
      selectedKeys={[chosenKey(standing)]}
      {...(title === undefined ? { 'aria-label': t('agent.menu.title') } : {})}
    >
      {title === undefined && denied === undefined ? null : (
        <Header className={styles.header ?? ''}>
          {title}
          {since === undefined ? null : (
            <span className={styles.since}>{t('agent.since', { time: since })}</span>
          )}
          {denied === undefined ? null : <span className={styles.denied}>{denied}</span>}
        </Header>
      )}
      {stateChoices(reasons, standing, queue).map(({ key, label, command, isReason }, index) => (
        <MenuItem
          key={key}
          id={key}
          textValue={label}
          className={cx(menus.choice, styles.item, isReason && styles.reason)}
          isDisabled={denied !== undefined}
          onAction={() => give(command)}
        >
          <Check aria-hidden className={styles.check} />
          <Text slot="label" className={styles.label ?? ''}>
            {label}
          </Text>
          {queue === undefined && index < 9 ? (
            <Keyboard className={styles.number}>{index + 1}</Keyboard>
          ) : null}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

interface QueueItemProps {
  readonly queue: Queue;
  readonly features: Features;
  readonly reasons: readonly string[];
  readonly give: Give;
}

/** A queue, how the agent stands in it, and behind it what can be changed. */
function QueueItem({ queue, features, reasons, give }: QueueItemProps): ReactNode {
  const { name, loggedIn } = queue;
  return (
    // There is no room beside the menu: what opens covers it, so it opens when asked to and not on a pointer's way.
    <SubmenuTrigger delay={neverByItselfMs}>
      <MenuItem id={`queue ${name}`} textValue={isolated(name)} className={cx(menus.choice, styles.item)}>
        <span
          className={cx(styles.dot, loggedIn && styles[queue.paused ? 'paused' : 'active'])}
          aria-hidden
        />
        <Text slot="label" className={styles.queue ?? ''}>
          <span className={styles.label}>{isolated(name)}</span>{' '}
          <span className={styles.stands}>{standsIn(queue)}</span>
        </Text>
        <ChevronRight aria-hidden className={styles.more} />
      </MenuItem>
      <Popover
        className={menus.popover ?? ''}
        placement="bottom end"
        offset={-2}
        crossOffset={6}
        containerPadding={6}
      >
        <Menu className={styles.menu ?? ''} aria-label={isolated(name)}>
          <LoginSection {...{ queue, features, give }} />
          {loggedIn ? (
            <StateSection
              title={isOffered(features, 'SetQueueLogin') ? undefined : isolated(name)}
              standing={standingIn(queue)}
              queue={name}
              {...{ features, reasons, give }}
            />
          ) : null}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}

function standsIn({ loggedIn, paused, reason = '' }: Queue): string {
  if (!loggedIn) return t('agent.queue.out');
  if (!paused) return t('agent.queue.ready');
  return reason === '' ? t('agent.queue.notReady') : isolated(reason);
}

function LoginSection({ queue, features, give }: Omit<QueueItemProps, 'reasons'>): ReactNode {
  const { name, loggedIn, fixed } = queue;
  if (!isOffered(features, 'SetQueueLogin')) return null;
  const denied = fixed ? t('agent.queue.fixed') : reasonFor(features, 'SetQueueLogin');
  return (
    <MenuSection
      className={styles.section ?? ''}
      selectionMode="multiple"
      selectedKeys={loggedIn ? ['loggedIn'] : []}
      shouldCloseOnSelect
    >
      <Header className={styles.header ?? ''}>{isolated(name)}</Header>
      <MenuItem
        id="loggedIn"
        textValue={t('agent.queue.loggedIn')}
        className={cx(menus.choice, styles.item)}
        isDisabled={denied !== undefined}
        onAction={() => give({ type: 'SetQueueLogin', loggedIn: !loggedIn, queue: name })}
      >
        <Check aria-hidden className={styles.check} />
        <Text slot="label" className={styles.label ?? ''}>
          {t('agent.queue.loggedIn')}
        </Text>
        {denied === undefined ? null : (
          <Text slot="description" className={styles.denied ?? ''}>
            {denied}
          </Text>
        )}
      </MenuItem>
    </MenuSection>
  );
}

interface LoginItemsProps {
  readonly queues: readonly Queue[];
  readonly features: Features;
  readonly give: Give;
}

function LoginItems({ queues, features, give }: LoginItemsProps): ReactNode {
  const choices = can(features, 'SetQueueLogin') ? loginChoices(queues) : [];
  if (choices.length === 0) return null;
  return (
    <MenuSection className={styles.section ?? ''} aria-label={t('agent.queues')}>
      {choices.map(({ key, label, command }) => (
        <MenuItem key={key} id={key} className={cx(menus.choice, styles.item)} onAction={() => give(command)}>
          {key === 'logInAll' ? <LogIn aria-hidden /> : <LogOut aria-hidden />}
          <Text slot="label">{label}</Text>
        </MenuItem>
      ))}
    </MenuSection>
  );
}
