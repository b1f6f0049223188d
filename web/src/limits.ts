import { limits as serviceLimits } from 'bookplate/client'

export const limits = {
  ...serviceLimits,
  coverTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
}
