/**
 * Parts of the documentation that are made from the code: settings, metrics, errors and templates.
 *
 * As a program it writes them into their pages: `npm run docs`.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { templates } from '../../templates/index.ts'
import { Environment } from '../common/config.ts'
import type { ErrorCode } from '../common/errors.ts'
import { describeError } from '../common/errors.ts'
import { METRICS } from '../metrics/definitions.ts'
import { ERROR_HELP } from './error-help.ts'

/** Files with parts that are made, and how. */
export const MADE: readonly { file: string; make: () => string }[] = [
  { file: join(import.meta.dirname, 'settings.md'), make: settingsTable },
  { file: join(import.meta.dirname, 'monitoring.md'), make: metricsTable },
  { file: join(import.meta.dirname, 'errors.md'), make: errorSections },
  { file: join(import.meta.dirname, 'templates.md'), make: templatesTable },
]

const BEGIN = '<!-- made by `npm run docs` -->'
const END = '<!-- end -->'

/** A value that no setting with a rule takes. */
const IMPOSSIBLE = '\u0001'

/** @returns the file's text with its made part as the code has it now */
export function withMadePart(text: string, made: string): string {
  const [before = '', rest = ''] = text.split(BEGIN)
  const [, after] = rest.split(END)
  if (after === undefined) throw new Error(`the file lacks ${BEGIN} or ${END}`)
  return `${before}${BEGIN}\n\n${made}\n${END}${after}`
}

function settingsTable(): string {
  const defaults: { readonly [name: string]: unknown } = Environment.parse({})
  const rows = Object.entries(Environment.shape).map(([name, schema]) => {
    const value = defaults[name]
    const shown =
      value === undefined || (Array.isArray(value) && value.length === 0) ? '' : `\`${String(value)}\``
    return `| \`${name}\` | ${shown} | ${asMarkdown(schema.description ?? '')}${asMarkdown(ruleOf(schema))} |`
  })
  return `| variable | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n`
}

/** The rule is what a wrong value is told. */
function ruleOf(schema: z.ZodType): string {
  const message = schema.safeParse(IMPOSSIBLE).error?.issues[0]?.message
  return message?.startsWith('must ') ? ` It ${message}.` : ''
}

/** Words of descriptions that are typed or read as they are. */
const CODE = /^(?:FERRY_[A-Z_]+$|smtps?:\/\/|https?:\/\/)/
const CODE_WORDS = ['{tenant}', '/readyz', '::', '0.0.0.0', 'host:port', 'localhost', 'outbox', 'SIGTERM']
const CODE_PHRASES = ['openssl rand -base64 48', 'X-Forwarded-For', 'login@example.com']

function asMarkdown(text: string): string {
  const words = text.split(' ').map((word) => {
    const bare = /[.,;]$/.test(word) ? word.slice(0, -1) : word
    return CODE.test(bare) || CODE_WORDS.includes(bare) ? `\`${bare}\`${word.slice(bare.length)}` : word
  })
  return CODE_PHRASES.reduce((marked, phrase) => marked.replace(phrase, `\`${phrase}\``), words.join(' '))
}

function metricsTable(): string {
  const rows = Object.values(METRICS).map(({ name, type, labels, help }) => {
    const shown = labels.map((label) => `\`${label}\``).join(', ')
    return `| \`${name}\` | ${type} | ${shown} | ${help} |`
  })
  return `| metric | type | labels | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

function templatesTable(): string {
  const rows = templates.map(({ id, name, driver, description, store }) => {
    const module = driver === undefined ? '–' : `\`${driver}\``
    const optional = (store?.tables ?? []).flatMap(({ columns }) =>
      columns.filter(({ without }) => without !== undefined).map((column) => column.name),
    )
    const lacks = optional.length === 0 ? '–' : optional.join(', ')
    return `| \`${id}\` | ${name} | ${module} | ${description.replaceAll('\n', ' ')} | ${lacks} |`
  })
  return `| template | for | module | what it expects | your table may lack |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

/** Wire code → the rows that callers see under it. */
function errorSections(): string {
  const rows = new Map<string, ErrorCode[]>()
  for (const row of Object.keys(ERROR_HELP) as ErrorCode[]) {
    const { code } = describeError(row)
    rows.set(code, [...(rows.get(code) ?? []), row])
  }
  return [...rows]
    .map(([code, same]) => `### \`${code}\`\n\n${same.map((row) => `- ${errorLine(row)}\n`).join('')}`)
    .join('\n')
}

function errorLine(row: ErrorCode): string {
  const { status, message } = describeError(row)
  return `**${status}** “${message}” ${ERROR_HELP[row]}`
}

if (import.meta.main) {
  for (const { file, make } of MADE) writeFileSync(file, withMadePart(readFileSync(file, 'utf8'), make()))
}
