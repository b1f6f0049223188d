/** Why a deploy stopped, in words for the operator: what is wrong, and what to do about it. */
export class DeployError extends Error {
  name = 'DeployError'
}
