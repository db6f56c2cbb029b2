import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { invalidField, invalidParameter, missingField } from '../../../server/api/http/invalid-field.ts'

const API = resolve(import.meta.dirname, '../../../server/api')

test('an endpoint’s own check of a value reads as the check of its schema does', () => {
  expect(invalidField('options.realm', 'is too old')).toMatchObject({
    status: 400,
    code: 'invalid_body',
    message: "Payload validation error: 'is too old' on property options.realm.",
  })
  expect(missingField('user_id', ', or email').message).toBe(
    "Payload validation error: 'Missing required property: user_id', or email.",
  )
  const cause = new Error('why')
  expect(invalidParameter('q', 'does not end', { cause })).toMatchObject({
    code: 'invalid_query_string',
    message: "Query validation error: 'does not end' on property q.",
    cause,
  })
})

test('no endpoint writes the beginning of such a message itself', () => {
  const writing = globSync('**/*.ts', { cwd: API })
    .filter((file) => !file.startsWith('http/'))
    .filter((file) =>
      /(?:Payload|Query|Path|Header) validation error/.test(readFileSync(join(API, file), 'utf8')),
    )
  expect(writing).toEqual([])
})
