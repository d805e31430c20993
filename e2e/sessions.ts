/** What of the environment is of one desktop session: its display, bus, folders. Written by scripts/xrun.mjs. */
type Session = Readonly<Record<string, string>>;

const sessionsIn = (env: NodeJS.ProcessEnv): readonly Session[] =>
  JSON.parse(env.OFFHOOK_SESSIONS ?? '[]') as readonly Session[];

/** As many tests run at a time as there are desktop sessions: two would take each other's keyboard focus, hotkeys and notifications. */
export const sessionCount = (env: NodeJS.ProcessEnv): number => Math.max(1, sessionsIn(env).length);

/**
 * Takes the session of this worker, before anything is started in it. In the process that only hands out the tests nothing happens.
 * @throws Error when there are more workers than sessions
 */
export function takeSession(env: NodeJS.ProcessEnv): void {
  const sessions = sessionsIn(env);
  const index = env.TEST_PARALLEL_INDEX;
  if (index === undefined || sessions.length === 0) return;
  const session = sessions[Number(index)];
  if (session === undefined)
    throw new Error(
      `${sessions.length} desktop sessions are not enough: run with --workers=${sessions.length}`,
    );
  Object.assign(env, session);
}
