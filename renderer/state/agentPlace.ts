/** Where the commands on the agent's own state are given, and where their trouble is shown. */
export const agentPlace = 'agent';

/** The same, for the bar of the after-call work. */
export const workPlace = 'afterCallWork';
