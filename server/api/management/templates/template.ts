/** A template as the Management API answers it. @module */
import * as z from 'zod'
import type { Template } from '../../../../templates/index.ts'
import { TEMPLATE_SCRIPTS } from '../../../../templates/index.ts'

const TemplateSummaryFields = {
  id: z.string(),
  name: z.string(),
  description: z.string().describe('Two lines'),
  database: z.string().describe('What the scripts speak to'),
  driver: z.string().optional().describe('The package that the scripts require'),
  configuration: z.array(
    z.object({
      key: z.string(),
      description: z.string(),
      example: z.string(),
      required: z.boolean(),
    }),
  ),
}

const File = { name: z.string(), text: z.string() }

/** In a list: without the texts. */
export const TemplateSummary = z.object(TemplateSummaryFields)

/** With the texts of its scripts and files. */
export const TemplateDetails = z.object({
  ...TemplateSummaryFields,
  store: z
    .object({
      dialect: z
        .enum(['mysql', 'postgresql', 'tsql', 'oracle', 'mongodb', 'ldap'])
        .describe('All but ldap can be renamed'),
      hash: z.string().describe('How passwords are kept'),
      tables: z.array(
        z.object({
          name: z.string(),
          columns: z.array(
            z.object({
              name: z.string(),
              type: z.string(),
              becomes: z.string().describe('What of the user it is'),
              fixed: z.literal(true).optional().describe('It cannot be renamed'),
            }),
          ),
        }),
      ),
    })
    .optional()
    .describe('Tables and columns that the scripts name'),
  schema: z.object(File).optional().describe('Tables, indexes or interface that the scripts expect'),
  sample: z
    .object({
      ...File,
      users: z.array(
        z.object({
          email: z.string(),
          username: z.string().optional(),
          password: z.string().describe('As typed; the rows have its hash'),
          email_verified: z.boolean(),
        }),
      ),
    })
    .optional()
    .describe('Rows for that schema, to try the scripts with'),
  customScripts: z
    .object(Object.fromEntries(TEMPLATE_SCRIPTS.map((script) => [script, z.string().optional()])))
    .describe('As in the options of a connection; those of hosted services have login and get_user alone'),
})

/** @returns the answer for one template */
export function toTemplateDetails({ scripts, ...template }: Template): z.input<typeof TemplateDetails> {
  const { configuration, sample, store, ...rest } = template
  return {
    ...rest,
    configuration: [...configuration],
    ...(store && {
      store: { ...store, tables: store.tables.map(({ name, columns }) => ({ name, columns: [...columns] })) },
    }),
    ...(sample && { sample: { ...sample, users: [...sample.users] } }),
    customScripts: scripts,
  }
}
