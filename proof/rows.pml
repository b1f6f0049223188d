/* The rows of D1, and the batches of the service. A batch is one transaction, so each inline is one atomic step.
 * `WITHOUT_…` takes a guard out: the search must then find a counterexample. */

#define OWNER 1
#define THIEF 2

#ifdef WITHOUT_COMPARISON
#define IS_CURRENT(token) true
#else
#define IS_CURRENT(token) (counter == token)
#endif

#ifdef WITHOUT_DEVICE
#define SEES(isProven) live
#else
#define SEES(isProven) (live && (!bound || isProven))
#endif

#ifdef WITHOUT_GRACE
#define IN_GRACE rotates
#else
#define IN_GRACE inGrace
#endif

#ifdef WITHOUT_KEY
#define HAS_KEY(withKey) false
#else
#define HAS_KEY(withKey) (withKey != 0 && withKey == rowKey)
#endif

mtype = { refreshed, reused, invalid, unproven, rotated_it, in_grace, with_key, late, older, unsealed }

/* The row of the session. A key of 0 is null. */
bool live = true
byte counter
bool inGrace	/* rotatedAt is at most 10 s ago */
byte rowKey
bool bound

/* For the properties only. */
byte rotator	/* who made the last rotation */
byte rotated	/* the tokens that were rotated, one bit each */
bool ended	/* the owner ended the session, or its time passed */
bool thiefUsed	/* the thief has sent the token */

mtype result, how

/* src/sessions/refresh/statements.ts, `rotation`, in the order of its statements. */
inline rotation(token, withKey, isProven, who) {
	d_step {
		bool sees = SEES(isProven)
		bool isUnproven = live && !sees
		result = invalid; how = unsealed
		if
		:: isUnproven -> result = unproven
		:: else
		fi
		/* updateCounter */
		bool rotates = sees && IS_CURRENT(token)
		if
		:: rotates ->
			assert((rotated & (1 << token)) == 0)	/* one live chain: no token has two successors */
			rotated = rotated | (1 << token)
			counter = token + 1
			inGrace = true
			rowKey = withKey
			rotator = who
			how = rotated_it
		:: else
		fi
		/* deleteReusedSession */
		bool isOlder = counter > token + 1
		bool isLate = counter == token + 1 && !IN_GRACE
		bool hasKey = HAS_KEY(withKey)
		bool isReused = sees && (isOlder || (isLate && !hasKey))
		if
		:: isReused ->
#ifndef WITHOUT_REUSE
			live = false
#endif
			/* nobody is locked out by races: without a thief, no session ends as stolen */
			assert(thiefUsed || excused)
			result = reused
			how = (isOlder -> older : late)
		:: else
		fi
		/* selectRefreshedSession */
		bool sees2 = live && sees
		if
		:: sees2 && counter == token + 1 ->
			result = refreshed
			how = (rotates -> how : (inGrace -> in_grace : with_key))
			/* a dead session gives no token */
			assert(!ended)
			/* theft ends the session: after 10 s the other side gets no successor, unless the thief has the key too */
			assert(inGrace || who == rotator || thiefKey == rowKey)
		:: else
		fi
		/* theft ends the session, also with a token that is older than the last */
		assert(!sees || counter <= token + 1 || !live)
		/* a copied cookie jar is worth nothing once its bound cookie has expired, and ends nothing */
		assert(who == OWNER || result != refreshed || !bound || isProven)
		sees = false; isUnproven = false; rotates = false; isOlder = false
		isLate = false; hasKey = false; isReused = false; sees2 = false
	}
}
