/** Step `answer`: sends an endpoint's result. @module */
import type { Response } from 'express'
import type * as z from 'zod'
import type { FairQueue } from '../../../runtime/index.ts'
import type { EventStream } from '../http/server-sent-events.ts'
import { sendEvents } from '../http/server-sent-events.ts'
import { isJsonList, sendJsonList } from '../lists/json-list.ts'

/** The part of an endpoint's specification that is about its response. */
interface AnswerSpec {
  result?: z.ZodType
  item?: z.ZodType
  is_constant?: true
  answer_type?: 'text/html' | 'text/javascript' | 'text/event-stream'
}

/** Sends one answer. @throws before anything is sent, when the result does not fit its schema or a long list gets no turn */
export type SendAnswer = (
  response: Response,
  result: unknown,
  /** `ended` aborts when a streaming response has to end. */
  turn: { queue: FairQueue; tenant_id: string; ended: AbortSignal | undefined },
) => Promise<void>

/** @returns sends results of one endpoint; the caller has set the status */
export function createSendAnswer({ result: schema, item, is_constant, answer_type }: AnswerSpec): SendAnswer {
  const rendered = new WeakMap<object, Buffer>()

  function constant(schema: z.ZodType, result: object): Buffer {
    const known = rendered.get(result)
    if (known) return known
    const made = Buffer.from(JSON.stringify(checkedAnswer(schema, result)))
    rendered.set(result, made)
    return made
  }

  return async (response, result, turn) => {
    if (!schema) {
      response.end()
    } else if (item && isJsonList(result)) {
      await sendJsonList(response, result, item, turn)
    } else if (is_constant) {
      response.type('json').send(constant(schema, result as object))
    } else {
      const answer = checkedAnswer(schema, result)
      if (turn.ended) await sendEvents(response, answer as EventStream, turn.ended)
      else if (answer_type) response.type(answer_type).send(answer)
      else sendJson(response, JSON.stringify(answer))
    }
  }
}

/** Head and body in one write. */
function sendJson(response: Response, text: string): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

function checkedAnswer(schema: z.ZodType, result: unknown): unknown {
  const parsed = schema.safeParse(result)
  if (!parsed.success) throw new Error('an answer does not fit its own schema', { cause: parsed.error })
  return parsed.data
}
