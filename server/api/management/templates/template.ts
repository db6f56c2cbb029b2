/** A template as the Management API answers it. @module */
import * as z from 'zod'
import type { Template } from '../../../../templates/index.ts'
import { TEMPLATE_SCRIPTS, whatCanChange } from '../../../../templates/index.ts'

const TemplateSummaryFields = {
  id: z.string().describe('The ID of the template.'),
  name: z.string().describe('The name of the template.'),
  description: z.string().describe('What the template is for, in two lines.'),
  database: z.string().describe('The kind of legacy store.'),
  driver: z.string().optional().describe('The package that the scripts require.'),
  configuration: z
    .array(
      z
        .object({
          key: z.string().describe('The name of the key.'),
          description: z.string().describe('What the value is.'),
          example: z.string().describe('A value as an example.'),
          required: z.boolean().describe('Whether the scripts need the key.'),
        })
        .meta({
          id: 'TemplateKey',
          description: 'A key that the scripts of a template read from `configuration`.',
        }),
    )
    .describe('The keys that the scripts read from `configuration`.'),
}

const File = {
  name: z.string().describe('The name of the file.'),
  text: z.string().describe('The text of the file.'),
}

/** In a list: without the texts. */
export const TemplateSummary = z
  .object(TemplateSummaryFields)
  .meta({ id: 'TemplateSummary', description: 'A script template, without its texts.' })

const TemplateStore = z
  .object({
    dialect: z
      .enum(['mysql', 'postgresql', 'tsql', 'oracle', 'mongodb', 'ldap'])
      .describe('The language of the queries. All but `ldap` can be renamed.'),
    hash: z.string().describe('How the store keeps passwords.'),
    tables: z
      .array(
        z.object({
          name: z.string().describe('The name of the table.'),
          columns: z
            .array(
              z.object({
                name: z.string().describe('The name of the column.'),
                type: z.string().describe('The type of the column.'),
                becomes: z.string().describe('The attribute of the user that it becomes.'),
                fixed: z.literal(true).optional().describe('True when the column cannot be renamed.'),
                without: z
                  .string()
                  .optional()
                  .describe(
                    'What follows when the table lacks the column. Absent: the scripts need the column, and it cannot be left out.',
                  ),
              }),
            )
            .describe('The columns that the scripts name.'),
        }),
      )
      .describe('The tables that the scripts name.'),
  })
  .meta({ id: 'TemplateStore', description: 'The tables and columns that the scripts of a template name.' })

/** With the texts of its scripts and files. */
export const TemplateDetails = z
  .object({
    ...TemplateSummaryFields,
    store: TemplateStore.optional(),
    can_change: z
      .string()
      .describe('Which names can be changed, and which columns be left out, as a sentence or two.'),
    schema: z.object(File).optional().describe('The tables, indexes or interface that the scripts expect.'),
    sample: z
      .object({
        ...File,
        users: z
          .array(
            z.object({
              email: z.string().describe('The email address.'),
              username: z.string().optional().describe('The username.'),
              password: z.string().describe('The password as it is typed. The rows have its hash.'),
              email_verified: z.boolean().describe('Whether the address is confirmed.'),
            }),
          )
          .describe('The people in the rows.'),
      })
      .optional()
      .describe('Rows for that schema, to try the scripts with.'),
    customScripts: z
      .object(
        Object.fromEntries(
          TEMPLATE_SCRIPTS.map((script) => [
            script,
            z.string().optional().describe(`The text of the \`${script}\` script.`),
          ]),
        ),
      )
      .describe(
        'The scripts, as in the options of a connection. Templates of hosted services have `login` and `get_user` only.',
      ),
  })
  .meta({ id: 'Template', description: 'A script template with its texts.' })

/** @returns the answer for one template */
export function toTemplateDetails({ scripts, ...template }: Template): z.input<typeof TemplateDetails> {
  const { configuration, sample, store, ...rest } = template
  return {
    ...rest,
    configuration: [...configuration],
    can_change: whatCanChange(template),
    ...(store && {
      store: { ...store, tables: store.tables.map(({ name, columns }) => ({ name, columns: [...columns] })) },
    }),
    ...(sample && { sample: { ...sample, users: [...sample.users] } }),
    customScripts: scripts,
  }
}
