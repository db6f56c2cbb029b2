/** The tenant’s settings, tickets, jobs, mail templates and attack protection: the routes. @module */
import type { Route } from '../../route/spec.ts'
import {
  getBruteForceProtection,
  getSuspiciousIpThrottling,
  updateBruteForceProtection,
  updateSuspiciousIpThrottling,
} from './attack-protection.ts'
import { getBranding, updateBranding } from './branding.ts'
import { listPageTexts, previewBranding } from './branding-preview.ts'
import { getEmailDelivery, sendTestEmail } from './email-delivery.ts'
import {
  createEmailTemplate,
  getEmailTemplate,
  putEmailTemplate,
  updateEmailTemplate,
} from './email-templates.ts'
import { createVerificationJob, getJob } from './jobs.ts'
import { createTenant, deleteTenant, listTenants } from './operator-tenants.ts'
import { getPromptTexts, setPromptTexts } from './prompt-texts.ts'
import { getPrompts, updatePrompts } from './prompts.ts'
import { getTenantSettings, updateTenantSettings } from './tenant-settings.ts'
import { createPasswordTicket, createVerificationTicket } from './tickets.ts'

/** In the order of the API's description. */
export const TENANT_ROUTES: readonly Route[] = [
  getTenantSettings,
  updateTenantSettings,
  getBranding,
  updateBranding,
  previewBranding,
  listPageTexts,
  getPrompts,
  updatePrompts,
  getPromptTexts,
  setPromptTexts,
  listTenants,
  createTenant,
  deleteTenant,
  createPasswordTicket,
  createVerificationTicket,
  createVerificationJob,
  getJob,
  getEmailDelivery,
  sendTestEmail,
  createEmailTemplate,
  getEmailTemplate,
  putEmailTemplate,
  updateEmailTemplate,
  getBruteForceProtection,
  updateBruteForceProtection,
  getSuspiciousIpThrottling,
  updateSuspiciousIpThrottling,
]
