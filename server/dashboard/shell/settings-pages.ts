/** The pages of the tenant's settings. @module */
import { paths } from '../routes.ts'

/** One line each: tabs and palette show them in this order. */
export const SETTINGS_PAGES = {
  general: paths.tenantSettings,
  members: paths.members,
  email: paths.email,
  protection: paths.protection,
  customDomains: paths.customDomains,
} as const

/** One of these pages. */
export type SettingsTab = keyof typeof SETTINGS_PAGES
