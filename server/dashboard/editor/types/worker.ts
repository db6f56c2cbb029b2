/** The type service in its own worker: it is a megabyte, and the page must not wait for it. @module */
import { sandbox } from 'virtual:ferry-sandbox'
import type { TypeQuestions, WorkerAnswer, WorkerAsk } from './contract.ts'
import { createTypeService } from './service.ts'

const service = createTypeService(sandbox)

function answer({ kind, args }: WorkerAsk): unknown {
  switch (kind) {
    case 'problems':
      return service.problems(args as TypeQuestions['problems']['ask'])
    case 'complete':
      return service.complete(args as TypeQuestions['complete']['ask'])
    case 'details':
      return service.details(args as TypeQuestions['details']['ask'])
    case 'hover':
      return service.hover(args as TypeQuestions['hover']['ask'])
  }
}

function post(message: WorkerAnswer): void {
  self.postMessage(message)
}

self.onmessage = ({ data }: MessageEvent<WorkerAsk>) => {
  try {
    post({ id: data.id, ok: true, value: answer(data) })
  } catch (error) {
    post({ id: data.id, ok: false, message: error instanceof Error ? error.message : 'unknown' })
  }
}

// Parsing the language's declarations takes half a second: do it before an editor waits for it.
service.problems({
  text: 'function login(email, password, callback) { callback(null) }',
  action: 'login',
  configurationKeys: [],
  hasContext: false,
})
post({ id: 0, ok: true, value: null })
