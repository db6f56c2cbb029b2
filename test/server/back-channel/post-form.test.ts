import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { RuntimeOptions } from '../../../runtime/index.ts'
import { createSupervisor } from '../../../runtime/supervisor/runtime.ts'
import { createPostForm } from '../../../server/back-channel/post-form.ts'
import { certificates } from '../../support/tls.ts'

/** The rules of a real runtime, in which no script runs. */
function poster(options: RuntimeOptions, within_ms?: number) {
  const runtime = createSupervisor(
    async () => {
      throw new Error('no script runs here')
    },
    { blank_runners: 0, ...options },
  )
  onTestFinished(() => runtime.close())
  const post = createPostForm(runtime, within_ms)
  return (url: string) => post('tenant', url, { logout_token: 'a.b+c', more: 'ü' })
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const application = (behave: RequestListener): Promise<number> => listening(createServer(behave))

test('the form arrives as it was given, with the host of the address, and 2xx is a success', async () => {
  const seen: unknown[] = []
  const port = await application(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    seen.push([request.method, request.url, request.headers.host, request.headers['content-type'], body])
    response.writeHead(204).end()
  })
  const post = poster({ allow: ['127.0.0.1'], resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
  expect(await post(`http://app.test:${port}/logout?a=1`)).toBeUndefined()
  expect(seen).toEqual([
    [
      'POST',
      '/logout?a=1',
      `app.test:${port}`,
      'application/x-www-form-urlencoded',
      'logout_token=a.b%2Bc&more=%C3%BC',
    ],
  ])
})

test('another status is told, and a redirect is not followed', async () => {
  const paths: unknown[] = []
  const port = await application((request, response) => {
    paths.push(request.url)
    response.writeHead(request.url === '/moved' ? 302 : 500, { location: '/elsewhere' }).end()
  })
  const post = poster({ allow: ['127.0.0.1'] })
  expect(await post(`http://127.0.0.1:${port}/moved`)).toBe('The application answered with status 302.')
  expect(await post(`http://127.0.0.1:${port}/broken`)).toBe('The application answered with status 500.')
  expect(paths).toEqual(['/moved', '/broken'])
})

test('N1: an address that scripts may not reach is not reached, nor is the server itself', async () => {
  const port = await application((_, response) => response.end())
  const url = `http://127.0.0.1:${port}/`
  expect(await poster({})(url)).toContain('is not allowed: it is a loopback address')
  expect(await poster({})('http://169.254.169.254/latest')).toContain('is not allowed')
  const own_endpoints = () => [{ address: '127.0.0.1', port }]
  expect(await poster({ allow: ['127.0.0.0/8'], own_endpoints })(url)).toContain('own endpoints')
})

test('an application that takes too long is given up', async () => {
  const port = await application(() => undefined)
  const post = poster({ allow: ['127.0.0.1'] }, 200)
  expect(await post(`http://127.0.0.1:${port}/`)).toBe('The application did not answer in time.')
})

test('https needs a certificate that is good for the host', async () => {
  const { cert, key } = certificates(inject('serverPlans').run_dir)
  const port = await listening(createSecureServer({ cert, key }, (_, response) => response.end()))
  const post = poster({ allow: ['127.0.0.1'] })
  expect(await post(`https://127.0.0.1:${port}/`)).toMatch(/could not be reached: .*certificate/)
})

test('a text that is no address is told, and nothing fails', async () => {
  expect(await poster({})('not an address')).toContain('could not be reached')
})
