/** The steps of every request, in their order; `defineRoute` and `definePage` say what each step does. @module */
import type { Request, RequestHandler, Response } from 'express'
import type { ServerDeps } from '../http/deps.ts'

/** One request and its response. */
interface Exchange {
  server: ServerDeps
  request: Request
  response: Response
  /** Time on the flow's clock when the body had arrived. */
  started_at: number
}

/** An exchange whose caller is known; `caller` is undefined where nobody has to authenticate. */
interface Identified<Caller> extends Exchange {
  caller: Caller | undefined
}

/** An exchange whose request was read: `sent` is not validated yet. */
export interface WithSent<Caller> extends Identified<Caller> {
  sent: unknown
}

/**
 * What one endpoint or page does at each step. A step that throws ends the request; the steps after it do not run.
 *
 * @typeParam Opened what the endpoint works with in the name of the request's tenant
 * @typeParam Input the validated request
 * @typeParam Result what the endpoint returned, before it is sent
 */
export interface Steps<Opened, Caller, Input, Result> {
  /** Receives the body's bytes before the clock starts, so that a slow upload is not counted as time of the work. */
  receive?: ((request: Request, response: Response) => Promise<void>) | undefined
  /** Finds the tenant. */
  open(exchange: Exchange): Promise<Opened>
  /** Authenticates the caller. */
  identify?: ((opened: Opened, exchange: Exchange) => Promise<Caller>) | undefined
  /** Counts the call against a rate limit. Comes before the audit: a refused call leaves no entry in the log. */
  limit(opened: Opened, exchange: Identified<Caller>): void
  /** Records how the remaining steps up to `run` ended; `work` runs them. */
  audit?:
    | ((opened: Opened, exchange: Identified<Caller>, work: () => Promise<Result>) => Promise<Result>)
    | undefined
  /** Checks what the caller may do at all. */
  authorise?: ((opened: Opened, exchange: Identified<Caller>) => Promise<void>) | undefined
  /** Parses what was sent. */
  read(opened: Opened, exchange: Identified<Caller>): Promise<unknown>
  /** Validates what was sent. */
  check(opened: Opened, exchange: WithSent<Caller>): Promise<Input>
  /** Does the endpoint's work. */
  run(opened: Opened, exchange: WithSent<Caller>, input: Input): Promise<Result>
  /** Sends the result. */
  answer(opened: Opened, exchange: Exchange, result: Result): Promise<void>
  /** Answers with an error. Without this step the error goes to the application's error renderer. */
  fail?(thrown: unknown, exchange: Omit<Exchange, 'started_at'>, opened: Opened | undefined): void
}

/** @returns a handler of requests that takes them through the steps */
export function throughSteps<Opened, Caller, Input, Result>(
  steps: Steps<Opened, Caller, Input, Result>,
): (server: ServerDeps) => RequestHandler {
  return (server) => async (request, response) => {
    let opened: Opened | undefined
    try {
      await steps.receive?.(request, response)
      const exchange = { server, request, response, started_at: server.clock.now() }
      const own = await steps.open(exchange)
      opened = own
      const identified = { ...exchange, caller: await steps.identify?.(own, exchange) }
      steps.limit(own, identified)
      const work = async (): Promise<Result> => {
        await steps.authorise?.(own, identified)
        const withSent = { ...identified, sent: await steps.read(own, identified) }
        const input = await steps.check(own, withSent)
        return steps.run(own, withSent, input)
      }
      const result = steps.audit ? await steps.audit(own, identified, work) : await work()
      await steps.answer(own, exchange, result)
    } catch (thrown) {
      if (!steps.fail) throw thrown
      steps.fail(thrown, { server, request, response }, opened)
    }
  }
}
