/* One account with three sessions: sign-in, step-up, password change, disable, and the end of sessions. Three tabs and a
 * thief send changes at once. A change takes two batches, so everything can happen in between. See docs/proof.md. */

/* The rows. A session remembers, for the properties only, the password that opened it. */
#define SESSIONS 3
bool live[SESSIONS]
bool recent[SESSIONS]	/* opened in the last 10 minutes */
byte openedWith[SESSIONS]
byte version
bool disabled
/* The challenge of POST /users/step-up: made for the first session and for one action. */
bool challenge
bool fresh	/* it was made in the last 5 minutes */
mtype challengeAction

mtype = { rename, password, disable, step_up, assertion, secret, none, done, ended, rejected, invalid_credentials }

/* For the properties only. */
byte unlocked	/* the changes that the challenge has unlocked */
bool madeChallenge
mtype madeFor

#ifdef PATIENT
#define MAY_END false
#else
#define MAY_END true
#endif
#ifdef SLOW
#define MAY_OPEN(v) (version != v || disabled)
#else
#define MAY_OPEN(v) true
#endif
#ifdef LATE
#define MAY_BEGIN disabled
#else
#define MAY_BEGIN true
#endif
#define STATE live[0], live[1], live[2], version, disabled

#ifdef WITHOUT_LIVE
#define IS_LIVE(s) true
#else
#define IS_LIVE(s) live[s]
#endif
#ifdef WITHOUT_VERSION
#define IS_STILL(v) true
#else
#define IS_STILL(v) (version == v)
#endif
#ifdef WITHOUT_CLAIM
#define IS_FOR(s, a) true
#else
#define IS_FOR(s, a) (s == 0 && challengeAction == a)
#endif
#define IS_PROVEN(s, a, kind, v) ((kind == assertion && challenge && IS_FOR(s, a)) || \
	(kind == secret && IS_STILL(v)) || (kind == none && a == disable && recent[s]))

/* src/factors/proof: the second batch of a change, with `ifProven` in each statement. */
inline changing(s, a, kind, v, result) {
	d_step {
		bool isProven = IS_LIVE(s) && IS_PROVEN(s, a, kind, v)
		if
		:: isProven ->
			/* a dead session changes nothing, and neither does a disabled account */
			assert(live[s] && !disabled)
			if
			:: kind == assertion ->
				unlocked++
				/* one proof unlocks one change: its own */
				assert(unlocked == 1 && s == 0 && madeFor == a)
			:: kind == secret -> assert(version == v)
			:: else
			fi
			if
			:: a == password ->
				version++
				live[0] = live[0] && s == 0
				live[1] = live[1] && s == 1
				live[2] = live[2] && s == 2
				openedWith[s] = version
			:: a == disable -> disabled = true; live[0] = false; live[1] = false; live[2] = false
			:: else
			fi
			result = done
		:: !isProven && !live[s] -> result = ended
		:: else -> result = (kind == secret -> invalid_credentials : (kind == none -> step_up : rejected))
		fi
		/* challengeSpent: whoever knows the challenge uses it up */
#ifndef WITHOUT_SPENDING
		if
		:: kind == assertion -> challenge = false
		:: else
		fi
#endif
		isProven = false
	}
}

/* A tab of the first session, or the thief: with the token of a session, and an assertion that it has seen. */
proctype Change(byte me, s) {
	byte v
	mtype a, kind, result
	/* The first batch checks the proof, at the instant of the request. The second has the same instant. */
	atomic {
		if
		:: a = rename
		:: a = password
		:: a = disable
		fi
		if
		:: madeChallenge -> kind = assertion
		:: s != 1 -> kind = secret
		:: a == disable -> kind = none
		fi
		v = version
		result = done
		if
		:: kind == assertion && !(challenge && fresh && IS_FOR(s, a)) -> result = rejected
		:: else
		fi
		if
		:: !live[s] -> result = ended
		:: else
		fi
		printf("> change %d first session %d %d %d %d is %d%d%d %d %d\n", me, s, a, kind, result, STATE)
	}
	if
	:: result == done ->
		atomic {
			changing(s, a, kind, v, result)
			printf("> change %d second session %d %d %d %d is %d%d%d %d %d\n", me, s, a, kind, result, STATE)
		}
	:: else
	fi
	v = 0; a = 0; kind = 0; result = 0
}

/* A sign-in with the password of its beginning: the third session. */
proctype SignIn() {
	byte v
	atomic { !live[2] && MAY_BEGIN; v = version
		if
		:: disabled -> printf("> sign-in account_disabled is %d%d%d %d %d\n", STATE); goto end
		:: else -> printf("> sign-in first is %d%d%d %d %d\n", STATE)
		fi
	}
	atomic {
		MAY_OPEN(v)
		if
		:: IS_STILL(v) && !disabled ->
			live[2] = true; recent[2] = true; openedWith[2] = v
			/* a sign-in with an old password opens nothing */
			assert(v == version)
			printf("> sign-in opened is %d%d%d %d %d\n", STATE)
		:: else -> printf("> sign-in invalid_credentials is %d%d%d %d %d\n", STATE)
		fi
	}
end:	v = 0
}

proctype Environment() {
	do
	:: atomic { live[0] && !madeChallenge ->
			madeChallenge = true; challenge = true; fresh = true
			if
			:: challengeAction = rename
			:: challengeAction = password
			:: challengeAction = disable
			fi
			madeFor = challengeAction
			printf("> step-up %d is %d%d%d %d %d\n", challengeAction, STATE)
		}
	:: atomic { fresh -> fresh = false; printf("> wait 5 min is %d%d%d %d %d\n", STATE) }
	:: atomic { recent[0] || recent[1] || recent[2] -> recent[0] = false; recent[1] = false; recent[2] = false; fresh = false
			printf("> wait 10 min is %d%d%d %d %d\n", STATE) }
	:: atomic { live[0] && MAY_END -> live[0] = false; printf("> logout 0 is %d%d%d %d %d\n", STATE) }
	:: atomic { live[1] && MAY_END -> live[1] = false; printf("> logout 1 is %d%d%d %d %d\n", STATE) }
	:: atomic { live[0] && live[1] && MAY_END -> live[0] = false; live[1] = false; live[2] = false; printf("> end all is %d%d%d %d %d\n", STATE) }
	od
}

init {
	atomic {
		live[0] = true; live[1] = true; recent[0] = true
		run Change(0, 0); run Change(1, 0)
#ifndef SMALL
		run Change(2, 0)
#endif
		run Change(3, 1)
		run SignIn(); run Environment()
	}
}

/* A disabled account has no session, and none was opened with another password than the account's. */
#define SESSION_IS_RIGHT(s) (!live[s] || (!disabled && openedWith[s] == version))
active proctype Monitor() {
	atomic { !(SESSION_IS_RIGHT(0) && SESSION_IS_RIGHT(1) && SESSION_IS_RIGHT(2)) -> assert(false) }
}
