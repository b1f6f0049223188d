import { NetworkError } from 'bookplate/client'
import { Problem } from '../errors/problem.tsx'

/** In place of a part whose script could not be loaded. */
export const NotLoaded = () => (
  // A browser may cache a failed import. A new deploy renames modules. Only a page load helps in both cases.
  <Problem error={new NetworkError()} retry={() => location.reload()} />
)
