/** passport-auth0 as published, in an application on another site than Ferry's. @module */
import type { Express, RequestHandler } from 'express'
import { beforeAll, expect, test } from 'vitest'
import { describeFront, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import { loadClient } from './packages.ts'

/** A profile as the strategy gives it to the application. */
interface Profile {
  id: string
  emails: { value: string }[]
}

type Verify = (
  access_token: string,
  refresh_token: string | undefined,
  extra: { id_token?: string },
  profile: Profile,
  done: (error: null, user: object) => void,
) => void

interface Passport {
  initialize(): RequestHandler
  session(): RequestHandler
  use(strategy: object): void
  authenticate(name: string, options: object): RequestHandler
  serializeUser(work: (user: object, done: (error: null, user: object) => void) => void): void
  deserializeUser(work: (user: object, done: (error: null, user: object) => void) => void): void
}

const LANDED = '<!doctype html><title>Landed</title>'

describeClients('passport-auth0', () =>
  describeFront('in Chromium', (front) => {
    let origin: string
    let other_origin: string

    beforeAll(async () => {
      const express = loadClient<() => Express>('express')
      const session = loadClient<(options: object) => RequestHandler>('express-session')
      const passport = loadClient<Passport>('passport')
      const Strategy = loadClient<new (options: object, verify: Verify) => object>('passport-auth0')
      const app = express()
      const site = await front().serve((request, response) => app(request, response))
      // The callback is on another site, and sends people on to a third address.
      origin = site.other_origin
      other_origin = site.origin
      const callbackURL = `${origin}/callback`
      const client = await front().application({ callbacks: [callbackURL] })
      const of_client = { clientID: client.client_id, clientSecret: client.client_secret }
      passport.use(
        new Strategy(
          { domain: front().domain, callbackURL, ...of_client },
          (access, refresh, extra, profile, done) =>
            done(null, {
              id: profile.id,
              email: profile.emails[0]?.value,
              has: {
                access: access !== '',
                refresh: refresh !== undefined,
                id: extra.id_token !== undefined,
              },
            }),
        ),
      )
      passport.serializeUser((user, done) => done(null, user))
      passport.deserializeUser((user, done) => done(null, user))
      app.use(session({ secret: 'a secret of the application', resave: false, saveUninitialized: false }))
      app.use(passport.initialize(), passport.session())
      const scope = 'openid profile email offline_access'
      app.get('/login', passport.authenticate('auth0', { scope }))
      app.get(
        '/callback',
        passport.authenticate('auth0', { successRedirect: `${other_origin}/landed`, failWithError: true }),
      )
      app.get(
        '/me',
        (request, response) => void response.json((request as unknown as { user?: object }).user ?? null),
      )
      app.get('/landed', (_, response) => void response.send(LANDED))
    })

    test('a person of the legacy store signs in, and the application sends them on to another host', async () => {
      const { page, errors } = await front().visit()
      await page.goto(`${origin}/login`)
      await page.waitForURL(/\/u\/login\?/)
      await signIn(page, 'ann@example.com')
      await page.waitForURL(`${other_origin}/landed`)
      await page.goto(`${origin}/me`)
      expect(JSON.parse(await page.innerText('body'))).toEqual({
        id: 'auth0|ann',
        email: 'ann@example.com',
        has: { access: true, refresh: true, id: true },
      })
      expect(errors.filter((error) => !error.includes('404'))).toEqual([])
    })

    test('the second sign-in asks nothing', async () => {
      const { page } = await front().visit()
      await page.goto(`${origin}/login`)
      await signIn(page, 'bea@example.com')
      await page.waitForURL(`${other_origin}/landed`)
      await page.goto(`${origin}/login`)
      await page.waitForURL(`${other_origin}/landed`)
    })

    test('an answer that was begun in another browser is refused by the application', async () => {
      const begun = await front().visit()
      await begun.page.goto(`${origin}/login`)
      const { page } = await front().visit()
      // Ferry begins anew in this browser; the state of the application is still that of the other one.
      await page.goto(begun.page.url())
      expect(page.url()).not.toBe(begun.page.url())
      await signIn(page, 'cid@example.com')
      await page.waitForURL(/\/callback\?/)
      await page.goto(`${origin}/me`)
      expect(await page.innerText('body')).toBe('null')
    })
  }),
)
