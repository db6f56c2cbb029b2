import ts from 'typescript-js'
import { describe, expect, test } from 'vitest'
import { mistakesOf } from '../../../server/dashboard/pages/applications/addresses.ts'
import { KINDS, SERVED_GRANTS } from '../../../server/dashboard/pages/applications/kinds.ts'
import { BROWSER_SNIPPETS } from '../../../server/dashboard/pages/quick-start/browser-snippets.ts'
import { completed, missingOf } from '../../../server/dashboard/pages/quick-start/missing.ts'
import { SERVER_SNIPPETS } from '../../../server/dashboard/pages/quick-start/server-snippets.ts'

const PLACE = {
  issuer: 'https://ferry.example.org',
  client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
  app: 'http://localhost:3000',
  audience: "https://api.example.org/it's",
}
const SNIPPETS = [...BROWSER_SNIPPETS, ...SERVER_SNIPPETS]

/** @returns what the compiler says about the syntax of a file */
function syntaxErrors(name: string, code: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: name,
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, jsx: ts.JsxEmit.Preserve, module: ts.ModuleKind.ESNext },
  })
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

describe.each(SNIPPETS)('the quick start of $name', (snippet) => {
  const files = snippet.files(PLACE)
  const whole = files.map(({ code }) => code).join('\n')

  test('is JavaScript without a syntax error, short, and without a secret of its own', () => {
    for (const { name, code } of files) {
      if (!name.startsWith('.')) expect(syntaxErrors(name, code), name).toEqual([])
      expect(code.split('\n').length, name).toBeLessThanOrEqual(45)
      expect(code, name).not.toMatch(/undefined\b.*example\.org|\$\{place/)
    }
    expect(whole).not.toMatch(/secret: '/i)
  })

  test('names the domain of this tenant and, if it signs people in, this application', () => {
    expect(whole).toContain('ferry.example.org')
    if (snippet.needs(PLACE).callbacks) expect(whole).toContain(PLACE.client_id)
    expect(whole.includes(`https://https`)).toBe(false)
  })

  test('names settings that the application can have', () => {
    const { grant_types = [], callbacks = [], ...others } = snippet.needs(PLACE)
    expect(grant_types.filter((grant) => !SERVED_GRANTS.some((one) => one === grant))).toEqual([])
    expect(mistakesOf('callbacks', callbacks.join('\n'))).toEqual([])
    expect(mistakesOf('web_origins', others.web_origins?.join('\n') ?? '')).toEqual([])
    expect(snippet.kinds.every((kind) => KINDS.some((one) => one === kind))).toBe(true)
  })
})

test('nine libraries have a quick start, beside the command for curl', () => {
  expect(SNIPPETS.map(({ name }) => name)).toEqual([
    '@auth0/auth0-spa-js',
    '@auth0/auth0-react',
    'auth0-js',
    'auth0-lock',
    '@auth0/nextjs-auth0',
    'express-openid-connect',
    'passport-auth0',
    'openid-client',
    'express-oauth2-jwt-bearer',
  ])
})

test('the settings that an application lacks are found, and added to those that it has', () => {
  const settings = { callbacks: ['https://shop.example.com/back'], grant_types: ['authorization_code'] }
  const needs = { callbacks: ['http://localhost:3000'], web_origins: [], grant_types: ['authorization_code'] }
  const missing = missingOf(settings, needs)
  expect(missing).toEqual([{ field: 'callbacks', entry: 'http://localhost:3000' }])
  expect(completed(settings, missing)).toEqual({
    callbacks: ['https://shop.example.com/back', 'http://localhost:3000'],
  })
  expect(missingOf({ ...settings, ...completed(settings, missing) }, needs)).toEqual([])
})
