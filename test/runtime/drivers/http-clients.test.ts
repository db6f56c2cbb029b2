import { describe, expect, test } from 'vitest'
import { useHostedDouble } from '../../support/hosted-double.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

const WSDL = `<?xml version="1.0"?>
<definitions name="Users" targetNamespace="urn:users" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:tns="urn:users" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <message name="SignInRequest"><part name="name" type="xsd:string"/><part name="password" type="xsd:string"/></message>
  <message name="SignInResponse"><part name="id" type="xsd:string"/></message>
  <portType name="UsersPort"><operation name="SignIn">
    <input message="tns:SignInRequest"/><output message="tns:SignInResponse"/></operation></portType>
  <binding name="UsersBinding" type="tns:UsersPort">
    <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="SignIn"><soap:operation soapAction="urn:users#SignIn"/>
      <input><soap:body use="literal" namespace="urn:users"/></input>
      <output><soap:body use="literal" namespace="urn:users"/></output></operation></binding>
  <service name="Users"><port name="UsersPort" binding="tns:UsersBinding"><soap:address location="LOCATION"/></port></service>
</definitions>`

const service = useHostedDouble(({ method, path, headers, body, query }) => {
  switch (path) {
    case '/echo':
      return {
        body: {
          method,
          body,
          type: headers['content-type'] ?? null,
          auth: headers.authorization ?? null,
          q: query.toString(),
        },
      }
    case '/denied':
      return { status: 401, body: { message: 'no' } }
    case '/users.wsdl':
      return { body: WSDL.replace('LOCATION', `${service.url()}/soap`) }
    case '/soap':
      return {
        body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><r:SignInResponse xmlns:r="urn:users"><id>${
          String(body.text).includes('<password>secret password</password>') ? '7' : '0'
        }</id></r:SignInResponse></soap:Body></soap:Envelope>`,
      }
    default:
      return { status: 404, body: { message: 'not here' } }
  }
})

async function profile(body: string): Promise<unknown> {
  const { outcome } = await sandbox.run(
    `async function login(email, password, callback) { const base = '${service.url()}'; ${body} }`,
  )
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return outcome.value
}

const JSON_POST = `{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email }) }`
const SENT = { user_id: 'POST', email: 'ann@example.com', type: 'application/json' }

describe.each(['node-fetch', 'node-fetch@2.6.0', 'node-fetch@3', 'isomorphic-fetch', 'cross-fetch'])(
  '%s',
  (name) => {
    test('posts JSON and reads the answer', async () => {
      const told = await profile(`
      const fetch = require('${name}')
      const answer = await fetch(base + '/echo', ${JSON_POST})
      const { method, body, type } = await answer.json()
      callback(null, { user_id: method, email: body.email, type })`)
      expect(told).toEqual(SENT)
    })

    test('an answer of 401 is told by its status, and a body is a stream', async () => {
      const told = await profile(`
      const fetch = require('${name}')
      const { status, ok } = await fetch(base + '/denied')
      const { body } = await fetch(base + '/denied')
      let text = ''
      for await (const chunk of body) text += Buffer.from(chunk).toString()
      callback(null, { user_id: String(status), ok, text })`)
      expect(told).toEqual({ user_id: '401', ok: false, text: '{"message":"no"}' })
    })
  },
)

test('a fetch of a module can take the place of the global one, as Cognito’s published scripts do', async () => {
  const told = await profile(`
    global.fetch = require('node-fetch')
    const answer = await fetch(base + '/echo', ${JSON_POST})
    callback(null, { user_id: (await answer.json()).method })`)
  expect(told).toEqual({ user_id: 'POST' })
})

test('node-fetch keeps the option timeout of version 2 in every version', async () => {
  for (const name of ['node-fetch', 'node-fetch@2']) {
    const { outcome } = await sandbox.run(`function login(email, password, callback) {
      const silent = require('net')
      require('${name}')('http://127.0.0.1:1/', { timeout: 50 }).then(() => callback(), (error) => callback(null, { user_id: error.name }))
    }`)
    expect(outcome).toMatchObject({ kind: 'value', value: { user_id: 'FetchError' } })
  }
})

test('qs makes the form of a nested object', async () => {
  const told = await profile(`
    const qs = require('qs')
    const answer = await require('axios').post(base + '/echo', qs.stringify({ a: { b: [email, 'c d'] } }))
    callback(null, { user_id: answer.data.type, body: answer.data.body })`)
  expect(told).toEqual({
    user_id: 'application/x-www-form-urlencoded',
    body: { 'a[b][0]': 'ann@example.com', 'a[b][1]': 'c d' },
  })
})

test('superagent posts, authenticates and tells an error’s status', async () => {
  const told = await profile(`
    const superagent = require('superagent')
    const { body } = await superagent.post(base + '/echo').auth(email, password).send({ email })
    const status = await superagent.get(base + '/denied').then(() => 0, (error) => error.status)
    callback(null, { user_id: body.method, email: body.body.email, auth: body.auth, status })`)
  expect(told).toEqual({
    user_id: 'POST',
    email: 'ann@example.com',
    auth: `Basic ${Buffer.from('ann@example.com:secret password').toString('base64')}`,
    status: 401,
  })
})

test('got posts JSON and rejects with the status', async () => {
  const told = await profile(`
    const got = require('got')
    const body = await got.post(base + '/echo', { json: { email }, retry: 0 }).json()
    const status = await got(base + '/denied', { retry: 0 }).then(() => 0, (error) => error.response.statusCode)
    callback(null, { user_id: body.method, email: body.body.email, status })`)
  expect(told).toEqual({ user_id: 'POST', email: 'ann@example.com', status: 401 })
})

test.each(['request-promise', 'request-promise-native'])(
  '%s gives the body, and rejects with the status',
  async (name) => {
    const told = await profile(`
    const rp = require('${name}')
    const body = await rp({ method: 'POST', uri: base + '/echo', body: { email }, json: true })
    const status = await rp(base + '/denied').then(() => 0, (error) => error.statusCode)
    callback(null, { user_id: body.method, email: body.body.email, status })`)
    expect(told).toEqual({ user_id: 'POST', email: 'ann@example.com', status: 401 })
  },
)

test('form-data makes a multipart body that axios sends', async () => {
  const told = await profile(`
    const FormData = require('form-data')
    const form = new FormData()
    form.append('email', email)
    const { data } = await require('axios').post(base + '/echo', form.getBuffer(), { headers: form.getHeaders() })
    callback(null, { user_id: data.type.split(';')[0], has: data.body.text.includes('ann@example.com') })`)
  expect(told).toEqual({ user_id: 'multipart/form-data', has: true })
})

test('soap reads a WSDL and calls an operation', async () => {
  const told = await profile(`
    const client = await require('soap').createClientAsync(base + '/users.wsdl')
    const [result] = await client.SignInAsync({ name: email, password })
    callback(null, { user_id: String(result.id), email })`)
  expect(told).toEqual({ user_id: '7', email: 'ann@example.com' })
})
