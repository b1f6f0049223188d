import type { Send } from './service.ts'

/** How a scenario may end besides all or nothing. */
interface Leniency {
  /** A failure may leave a part of the work done, which the next request continues. */
  isResumable?: boolean
  /** The work after the response may be lost. */
  isBestEffort?: boolean
  /** A failure may use up the challenge of the request, so that the client begins again with another. */
  usesChallenge?: boolean
}

export interface RequestScenario extends Leniency {
  name: string
  make: () => Promise<Request>
  hasMail?: boolean
}

/** A request, or a run of the cron trigger, in a world of its own. */
export interface Scenario extends Leniency {
  name: string
  /** Makes the world. @returns a function that sends the request */
  begin: () => Promise<Send>
}
