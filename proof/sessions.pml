/* One session of a browser with three tabs, and a thief who copies its cookies. See docs/proof.md. */
#define ROTATIONS 3
/* `PROMPT`: a request arrives as soon as it is made, so only its response can be late. */
#ifndef LOSSES
#define LOSSES 2
#endif
#define TABS 3
#ifdef FRESH_KEYS
byte lastKey
#define NEW_KEY lastKey = lastKey % 8 + 1; key = lastKey
#else
#define NEW_KEY key = jar + 1
#endif
/* Without a shared key, a lost response excuses the end of the session; with no key at all, only after 10 s. */
#ifdef OWN_KEYS
#define KEY_TO_SEND (5 + me)
#define IS_KEY_LOST true
#else
#ifdef NO_KEYS
#define KEY_TO_SEND 0
#define IS_KEY_LOST !inGrace
#define IS_TOO_LATE (lost > 0)
#else
#define KEY_TO_SEND key
#define IS_KEY_LOST false
#endif
#endif
#ifndef NO_KEYS
#define IS_TOO_LATE false
#endif
#ifdef PATIENT
#define MAY_END (counter == ROTATIONS)
#else
#define MAY_END true
#endif
#ifdef SLOW
#define MAY_USE (counter > thiefToken + 1)
#define COPIES 1
#else
#define MAY_USE true
#define COPIES 2
#endif
#define OWN_KEY 9
#ifdef UNLOCKED
#define MAY_START true
#else
#define MAY_START !locked
#endif

/* The browser: its cookies, and localStorage. */
byte jar
bool jarProven	/* __Host-bound is there and has not expired */
byte key	/* the kept Idempotency-Key, 0 for none */
bool hasDeviceKey
bool locked

/* The thief. */
bool hasToken
byte thiefToken
bool thiefProven
byte thiefKey
byte copies

byte lost
bool excused

bool sentProven[TABS]
bool isRetry[TABS]

#include "rows.pml"

proctype Tab(byte me) {
	byte token, withKey
	mtype got
	do
	:: atomic {
			counter < ROTATIONS && jar < ROTATIONS && MAY_START ->
			locked = true
			if
			:: key == 0 -> NEW_KEY
			:: else
			fi
			withKey = KEY_TO_SEND
#ifdef PROMPT
send:
#else
		}
send:
		atomic {
#endif
			token = jar
			if
			:: hasDeviceKey && !jarProven && live -> jarProven = true; printf("> prove proven\n")
			:: else
			fi
			sentProven[me] = jarProven
#ifndef PROMPT
		}
		atomic {
#endif
			rotation(token, withKey, sentProven[me], OWNER)
			got = result
			printf("> tab refresh %d key %d proven %d %d %d live %d\n", token, withKey, sentProven[me], got, how, live)
			result = 0; how = 0; sentProven[me] = false
		}
		if
		:: atomic {
				got == refreshed ->
				/* Without the lock, a late response could put an older token into the jar. */
				if
#ifndef OUT_OF_ORDER
				:: token + 1 < jar
#endif
				:: else -> jar = token + 1
				fi
				if
				:: key == withKey -> key = 0
				:: else
				fi
			}
		:: atomic { got != refreshed -> 
				assert(got != invalid || ended || thiefUsed || excused)
				if
				:: got == unproven && !isRetry[me] -> isRetry[me] = true; token = 0; got = 0; goto send
				:: got != unproven && key == withKey -> key = 0
				:: else
				fi
			}
		:: atomic { lost < LOSSES && got == refreshed ->
				lost++
				excused = excused || IS_KEY_LOST
				printf("> tab lost\n")
				if
				:: !isRetry[me] -> isRetry[me] = true; token = 0; got = 0; goto send
				:: else
				fi
			}
		fi
		atomic { locked = false; isRetry[me] = false; token = 0; got = 0; withKey = 0 }
	od
}

proctype Thief() {
	do
	:: atomic { copies < COPIES && jar < ROTATIONS ->
			copies++
			hasToken = true; thiefToken = jar; thiefProven = jarProven
			if
			:: thiefKey = key
			:: skip
			fi
			printf("> thief copies\n")
		}
	:: atomic { hasToken && live && thiefToken < ROTATIONS && counter < ROTATIONS && MAY_USE ->
			byte useKey
			if
			:: useKey = 0
			:: useKey = thiefKey
			:: useKey = OWN_KEY
			fi
			thiefUsed = true
			rotation(thiefToken, useKey, thiefProven, THIEF)
			printf("> thief refresh %d key %d proven %d %d %d live %d\n", thiefToken, useKey, thiefProven, result, how, live)
			if
			:: result == refreshed -> thiefToken++
			:: result == reused || result == invalid -> hasToken = false
			:: else
			fi
			result = 0; how = 0; useKey = 0
		}
	od
}

proctype Binding() {
	atomic { live && !bound -> bound = true; printf("> bind bound\n") }
	if
	:: atomic { hasDeviceKey = true; jarProven = true; printf("> bind arrived\n") }
	:: atomic { true -> printf("> bind lost\n") }
	fi
}

proctype Clock() {
	do
	:: atomic { inGrace -> inGrace = false; excused = excused || IS_TOO_LATE; printf("> wait 10 s\n") }
	:: atomic { (jarProven || thiefProven) && !isRetry[0] && !isRetry[1] && !isRetry[2] ->
			inGrace = false; excused = excused || IS_TOO_LATE; jarProven = false; thiefProven = false
			sentProven[0] = false; sentProven[1] = false; sentProven[2] = false
			printf("> wait 10 min\n") }
	:: atomic { live && MAY_END -> live = false; ended = true;
		if
		:: printf("> wait 30 days\n")
		:: printf("> logout\n")
		:: printf("> elsewhere end\n") :: printf("> elsewhere password\n")
		:: printf("> elsewhere disable\n")
		fi
		break }
	od
}

init {
	atomic { run Tab(0); run Tab(1); run Tab(2); run Clock()
#ifndef LATE
		run Binding()
#endif
#ifndef HONEST
		run Thief()
#endif
	}
}
