import { describe, expect, test } from 'vitest'
import { modulesDocument } from '../../runtime/packages/modules-table.ts'
import { useSandbox } from '../support/sandbox.ts'

const sandbox = useSandbox()

async function refusalOf(body: string) {
  return (await sandbox.run(`function login(email, password, callback) { ${body} }`)).outcome
}

describe('a module that is not offered', () => {
  test.each([
    ['mongoose', 'Use require("mongodb").'],
    ['firebase-admin@9', 'Call accounts:lookup of its REST API with fetch; the Firebase template does.'],
    ['fs', 'Scripts have no files.'],
    ['node:fs', 'Scripts have no files.'],
    ['axois', 'Did you mean require("axios")?'],
    ['Bcrypt', 'Did you mean require("bcrypt")?'],
    ['uuid/v4', 'Use require("uuid").'],
    ['no-such-thing-at-all', "MODULES.md and the editor's completion list those that are."],
  ])('%s: %s', async (name, hint) => {
    expect(await refusalOf(`require('${name}')`)).toMatchObject({
      kind: 'failure',
      code: 'module_not_available',
      message: `Cannot find module '${name}': it is not offered. ${hint}`,
    })
  })

  test.each([
    ['the error', 'callback(error)'],
    ['its text', 'callback(error.message)'],
    ['an error around its text', "callback(new Error('login failed: ' + error.message))"],
  ])('is still module_not_available when the script catches it and passes on %s', async (_what, handler) => {
    expect(await refusalOf(`try { require('mongoose') } catch (error) { ${handler} }`)).toMatchObject({
      kind: 'failure',
      code: 'module_not_available',
    })
  })

  test('with a name of 100,000 characters is refused in a short sentence', async () => {
    const outcome = await refusalOf(`require('x'.repeat(100000))`)
    expect(outcome).toMatchObject({ code: 'module_not_available' })
    expect(JSON.stringify(outcome).length).toBeLessThan(1_000)
  })
})

test.each([
  ...[
    'node-fetch',
    'node-fetch@2',
    'isomorphic-fetch',
    'cross-fetch',
    'qs',
    'node-jose',
    'jose',
    'auth0',
    'auth0@2',
  ],
  ...[
    'amazon-cognito-identity-js',
    'aws-sdk',
    '@aws-sdk/client-cognito-identity-provider',
    '@aws-sdk/client-dynamodb',
  ],
  ...[
    'ldapjs',
    'superagent',
    'got',
    'soap',
    'firebase-scrypt',
    'firebase',
    'firebase-admin',
    'neo4j-driver',
    'moment',
  ],
  ...['underscore', 'bluebird', 'validator', 'crypto-js', 'sequelize'],
])('%s, which published scripts ask for, has its row in MODULES.md: offered, or why not', (name) => {
  const rows = modulesDocument().split('\n')
  const found = rows.filter(
    (row) => row.includes(`\`require('${name}')\``) || row.startsWith(`| \`${name}\` |`),
  )
  expect(found).not.toHaveLength(0)
})
