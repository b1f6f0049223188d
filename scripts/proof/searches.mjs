/** The searches that must visit every state without a counterexample. */
export const searches = [
  { name: 'One session, three tabs and a thief', model: 'sessions' },
  { name: 'The same, each tab with a key of its own', model: 'sessions', flags: ['-DOWN_KEYS'] },
  { name: 'The same, without keys', model: 'sessions', flags: ['-DNO_KEYS'] },
  { name: 'One account, three changes, a thief and a sign-in', model: 'account' },
]

// Without the lock, the device and lost responses, and with requests that arrive at once: only a response can be late.
const promptly = ['-DUNLOCKED', '-DHONEST', '-DPROMPT', '-DLATE', '-DLOSSES=0', '-DFRESH_KEYS']

/** A known limit of clients without the lock. The cause is the last flag: without it there must be no counterexample. */
export const limits = [
  {
    name: 'without the lock, a late response puts an older token into the jar',
    model: 'sessions',
    flags: promptly,
    cause: '-DOUT_OF_ORDER',
  },
]

/** Each guard that is taken out must give a counterexample. Otherwise the search would prove nothing. */
export const guards = [
  {
    name: 'the rotation does not compare the counter',
    model: 'sessions',
    flags: ['-DWITHOUT_COMPARISON'],
    property: 'one live chain',
  },
  {
    name: 'no ten seconds of grace',
    model: 'sessions',
    flags: ['-DWITHOUT_GRACE', '-DNO_KEYS'],
    property: 'no reader is locked out by races',
  },
  {
    name: 'no key of the rotation',
    model: 'sessions',
    flags: ['-DWITHOUT_KEY'],
    property: 'no reader is locked out by races',
  },
  {
    name: 'no lock around a refresh in the web app',
    model: 'sessions',
    flags: ['-DUNLOCKED', '-DHONEST'],
    property: 'no reader is locked out by races',
  },
  {
    name: 'a reused token does not end the session',
    model: 'sessions',
    flags: ['-DWITHOUT_REUSE'],
    property: 'theft ends the session',
  },
  {
    name: 'a bound session is refreshed without its device',
    model: 'sessions',
    flags: ['-DWITHOUT_DEVICE'],
    property: 'a copied cookie jar is worth nothing',
  },
  {
    name: 'a change does not ask whether the session is live',
    model: 'account',
    flags: ['-DWITHOUT_LIVE'],
    property: 'a dead session changes nothing',
  },
  {
    name: 'a sign-in does not compare the version of the password',
    model: 'account',
    flags: ['-DWITHOUT_VERSION'],
    property: 'an old password opens nothing',
  },
  {
    name: 'a challenge is good for every action and session',
    model: 'account',
    flags: ['-DWITHOUT_CLAIM'],
    property: 'one proof unlocks one change',
  },
  {
    name: 'a challenge is not used up',
    model: 'account',
    flags: ['-DWITHOUT_SPENDING'],
    property: 'one proof unlocks one change',
  },
]
