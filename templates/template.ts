/** The form of a template, and how its files are read. @module */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TemplateStore } from './store.ts'

/** Keys of `options.customScripts`, in the order in which an editor shows them. */
export const TEMPLATE_SCRIPTS = [
  'login',
  'get_user',
  'create',
  'verify',
  'change_password',
  'delete',
  'change_email',
] as const

/** One of `TEMPLATE_SCRIPTS`. */
export type TemplateScript = (typeof TEMPLATE_SCRIPTS)[number]

/** A key of `options.configuration` that the scripts read. */
interface TemplateConfigurationKey {
  key: string
  description: string
  /** An example value. Never a real secret. */
  example: string
  required: boolean
}

/** A file for the legacy store. */
export interface TemplateFile {
  name: string
  text: string
}

/** A user of the sample rows. */
interface TemplateSampleUser {
  email: string
  username?: string
  /** The password as typed; the rows have its hash. */
  password: string
  email_verified: boolean
}

/** The texts of a template, by script. */
export type TemplateScripts = { readonly [script in 'login' | 'get_user']: string } & {
  readonly [script in TemplateScript]?: string
}

/** A starting point for the scripts of one kind of legacy store. */
export interface Template {
  /** Name of its folder, and part of the API's path. */
  id: string
  name: string
  /** Two lines. */
  description: string
  /** The store of the scripts. */
  database: string
  /** The package that the scripts require, by its name in the catalogue; absent when they need none. */
  driver?: string
  configuration: readonly TemplateConfigurationKey[]
  /** Tables and columns, or their counterparts; absent when the store has none. */
  store?: TemplateStore
  /** Tables, indexes or interface that the scripts expect. */
  schema?: TemplateFile
  /** Rows for that schema, to try the scripts with. */
  sample?: TemplateFile & { users: readonly TemplateSampleUser[] }
  /** A hosted service can only be asked to sign a person in: its templates have only `login` and `get_user`. */
  scripts: TemplateScripts
}

/** @param folder of the template @returns the texts of its scripts */
export function readScripts(folder: string): TemplateScripts {
  const there = TEMPLATE_SCRIPTS.filter((script) => existsSync(join(folder, `${script}.js`)))
  return Object.fromEntries(
    there.map((script) => [script, readText(folder, `${script}.js`)]),
  ) as TemplateScripts
}

/** @param folder of the template */
export function readTemplateFile(folder: string, name: string): TemplateFile {
  return { name, text: readText(folder, name) }
}

function readText(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}
