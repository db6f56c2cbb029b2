/** The template supabase. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** Supabase Auth, which is GoTrue. */
export const supabase: Template = {
  id: 'supabase',
  name: 'Supabase Auth',
  description:
    'Users with email and password of a Supabase project, asked by its Auth API (GoTrue).\n' +
    'Supabase limits sign-ins by the address they come from, here that of your server: raise the limit for the time of the migration.',
  database: 'Supabase Auth, GoTrue 2',
  configuration: [
    {
      key: 'SUPABASE_URL',
      description: 'Address of the project (Project settings, API)',
      example: 'https://abcdefghijklmnopqrst.supabase.co',
      required: true,
    },
    {
      key: 'SUPABASE_ANON_KEY',
      description: 'Its publishable (anon) key',
      example: 'sb_publishable_…',
      required: true,
    },
    {
      key: 'SUPABASE_SERVICE_ROLE_KEY',
      description: 'Its secret (service_role) key, which finds users by email',
      example: 'sb_secret_…',
      required: true,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
