export const maxApiKeysPerUser = 50
export const maxApiKeyNameLength = 100
export const maxApiKeyDays = 365
