// @ts-check
/**
 * How long the end-to-end tests wait before they call something broken, in milliseconds. Every wait is for a condition and ends with it, so
 * these cost nothing where things work. They are for a machine a quarter as fast as a desktop that does other work besides: what is only
 * right within a few seconds is written as an order of events, not as a limit here.
 */
export const limits = {
  /** One condition: a text on the screen, an event of the line, a signal to a phone, a program that starts or answers. */
  waitMs: 90_000,
  /** One test, with all that it waits for. */
  testMs: 5 * 60_000,
  /** One that packs or installs the app, or goes through all screens of it. */
  longTestMs: 20 * 60_000,
  /** A real Asterisk, from its start to the first answer of its manager interface, or from one state to another. */
  asteriskMs: 3 * 60_000,
  /** A display, a bus, a window manager or another part of the desktop, until it can be used. */
  sessionMs: 3 * 60_000,
  /** A process that was asked to end, until it is killed. */
  endMs: 30_000,
  /** The whole run, by hand: only a run that hangs gets there. `npm test` has its own, for all its steps. */
  runMs: 2 * 3600_000,
};
