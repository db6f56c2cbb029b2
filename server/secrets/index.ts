/** The master key, and sealing with it. The only file of this folder that others import. @module */

export { SecretsError } from './errors.ts'
export { openSecrets, readGeneratedKey } from './master.ts'
export type { MessageUse, Place, Secrets } from './sealing.ts'
export { createSecrets } from './sealing.ts'
