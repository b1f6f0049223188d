// Deliberate faults in the statements of sessions and proofs. `npm run prove -- --mutants` puts each into a copy of the code,
// and every run those `inEveryRun`, which the replay finds.

const refresh = 'src/sessions/refresh/statements.ts'
const binding = 'src/sessions/binding/statements.ts'
const opening = 'src/sessions/sign-in/statements.ts'
const users = 'src/users/statements.ts'
const proof = 'src/factors/proof/challenges.ts'
const confirm = 'src/factors/proof/confirm.ts'
const passkey = 'src/factors/proof/confirm-passkey.ts'
const erasure = 'src/erasure/statements.ts'

/** @type {{ name: string, file: string, find: string, replace: string, inEveryRun?: true }[]} */
export const faults = [
  {
    name: 'the rotation does not compare the counter',
    inEveryRun: true,
    file: refresh,
    find: '.where(and(isUnexpired(claims, now), eq(sessions.counter, claims.counter)))',
    replace: '.where(isUnexpired(claims, now))',
  },
  {
    name: 'the rotation does not move its instant',
    file: refresh,
    find: '        rotatedAt: now,\n',
    replace: '',
  },
  {
    name: 'the rotation does not keep its key',
    file: refresh,
    find: 'refreshKeyDigest: keyDigest,',
    replace: 'refreshKeyDigest: null,',
  },
  {
    name: 'any key is the key of the rotation',
    inEveryRun: true,
    file: refresh,
    find: 'or(isNull(sessions.refreshKeyDigest), ne(sessions.refreshKeyDigest, keyDigest))',
    replace: 'isNull(sessions.refreshKeyDigest)',
  },
  {
    name: 'a key of no rotation is right',
    file: refresh,
    find: 'or(isNull(sessions.refreshKeyDigest), ne(sessions.refreshKeyDigest, keyDigest))',
    replace: 'ne(sessions.refreshKeyDigest, keyDigest)',
  },
  {
    name: 'no grace',
    file: refresh,
    find: 'now.getTime() - graceSeconds * 1000',
    replace: 'now.getTime()',
  },
  {
    name: 'grace for ever',
    file: refresh,
    find: 'or(isOlder, isLastAfterGrace)',
    replace: 'isOlder',
  },
  {
    name: 'an older token is not reused',
    file: refresh,
    find: 'or(isOlder, isLastAfterGrace)',
    replace: 'isLastAfterGrace',
  },
  {
    name: 'a reused token ends nothing',
    inEveryRun: true,
    file: refresh,
    find: 'build.delete(sessions).where(reused)',
    replace: 'build.delete(sessions).where(and(reused, sql`false`))',
  },
  {
    name: 'an expired session is refreshed',
    file: refresh,
    find: '    gt(sessions.expiresAt, now),\n    isProven ? undefined',
    replace: '    isProven ? undefined',
  },
  {
    name: 'a bound session is refreshed without its device',
    inEveryRun: true,
    file: refresh,
    find: 'isProven ? undefined : isNull(sessions.boundKey),',
    replace: 'undefined,',
  },
  {
    name: 'the missing device is not noticed',
    file: refresh,
    find: 'gt(sessions.expiresAt, now), isNotNull(sessions.boundKey))',
    replace: 'gt(sessions.expiresAt, now), isNotNull(sessions.boundKey), sql`false`)',
  },
  {
    name: 'a session is bound again',
    file: binding,
    find: 'isNull(sessions.boundKey), lt(',
    replace: 'lt(',
  },
  {
    name: 'a proof of a device is accepted twice',
    file: binding,
    find: '.where(and(hasKey, lt(sessions.boundCounter, number)))',
    replace: '.where(hasKey)',
  },
  {
    name: 'another key proves a device',
    file: binding,
    find: 'and(isLive(sessionId, now), eq(sessions.boundKey, textOf(key)))',
    replace: 'isLive(sessionId, now)',
  },
  {
    name: 'a sign-in does not compare the version of the password',
    inEveryRun: true,
    file: opening,
    find: '              eq(users.passwordVersion, user.passwordVersion),\n',
    replace: '',
  },
  {
    name: 'a sign-in does not ask whether the account is disabled',
    inEveryRun: true,
    file: opening,
    find: '              isNull(users.disabledAt),\n',
    replace: '',
  },
  {
    name: 'a changed password leaves the other sessions',
    file: users,
    find: 'ne(sessions.id, sessionId), onlyIf)',
    replace: 'ne(sessions.id, sessionId), onlyIf, eq(sessions.id, sessionId))',
  },
  {
    name: 'a changed password has the old version',
    file: users,
    find: 'passwordVersion: version + 1',
    replace: 'passwordVersion: version',
  },
  {
    name: 'a disabled account keeps its sessions',
    file: erasure,
    find: '.where(and(eq(sessions.userId, userId), ifDisabled))',
    replace: '.where(and(eq(sessions.userId, userId), ifDisabled, sql`false`))',
  },
  {
    name: 'disabling never asks for proof',
    file: erasure,
    find: '.where(and(isLive(caller), gt(sessions.createdAt, new Date(caller.at.getTime() - recentSignInMs)))),',
    replace: '.where(isLive(caller)),',
  },
  {
    name: 'a caller is live without a session',
    file: 'src/auth/live-caller.ts',
    find: 'exists(selectLive(caller))',
    replace:
      'exists(build.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, caller.userId)))',
  },
  {
    name: 'a challenge is good for every action',
    file: proof,
    find: '          eq(challenges.action, action),\n',
    replace: '',
  },
  {
    name: 'a challenge is good for every target',
    file: proof,
    find: '          eq(challenges.target, await digestTarget(target)),\n',
    replace: '',
  },
  {
    name: 'a challenge is good in every session',
    file: proof,
    find: '          eq(challenges.sessionId, caller.sessionId),\n',
    replace: '',
  },
  {
    name: 'a challenge does not expire',
    file: proof,
    find: '          gt(challenges.expiresAt, caller.at),\n',
    replace: '',
  },
  {
    name: 'a challenge is not used up',
    file: passkey,
    find: 'after: { ...use.after, challengeSpent: await deleteChallenge(challenge) },',
    replace: 'after: use.after,',
  },
  {
    name: 'a used challenge is as good as a new one',
    file: passkey,
    find: 'await ifChallenged(caller, challenge, claim)',
    replace: 'sql`true`',
  },
  {
    name: 'a proof does not compare the version of the password',
    file: confirm,
    find: 'and(ifCallerIsLive(caller), ifPasswordIsStill(user))',
    replace: 'and(ifCallerIsLive(caller))',
  },
  {
    name: 'a code proves two changes',
    file: 'src/factors/codes/statements.ts',
    find: 'build.select({ userId: table.userId }).from(table).where(isUnused(code))',
    replace: 'build.select({ userId: table.userId }).from(table).where(eq(table.userId, code.userId))',
  },
]
