/** The draft on the screen: stored in this browser at once, on the server after a pause, and never over another person’s draft. @module */
import { ApiProblem } from '../../../api/problem.ts'
import type { ServerDraft, Writing } from './saving.ts'
import type { Scripts } from './script-set.ts'
import { mergeScripts, sameScripts, tooLong } from './script-set.ts'
import type { Unsaved } from './unsaved.ts'

/** A draft is saved when nothing was typed for so long. */
const REST_MS = 2_000
/** After a failure that may pass. */
const RETRY_MS = 10_000
/** Attempts to save over other people's drafts before the next pause. */
const MOST_ATTEMPTS = 5

/** How far the text on the screen is saved. */
type SaveState =
  | { kind: 'saved' }
  /** In this browser; the server gets it after a rest. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** In this browser; it is tried again when `passes`. */
  | { kind: 'failed'; error: Error; passes: boolean }
  /** In this browser, until it is shorter. */
  | { kind: 'too_long'; script: string }
  /** In this browser, until somebody has merged it with what came from elsewhere. */
  | { kind: 'conflict'; theirs: ServerDraft; scripts: readonly string[] }

/** Read whole: each change makes a new one. */
export interface DraftState {
  /** What the screen shows. */
  scripts: Scripts
  /** As it was last heard of, but for a conflict: then what the text began with. */
  server: ServerDraft
  save: SaveState
  /** Worth a word: the text is `restored` from this browser, `merged` with another one's, or `theirs`. */
  notice: 'restored' | 'merged' | 'theirs' | undefined
}

interface DraftingDeps {
  unsaved: Unsaved
  save(writing: Writing): Promise<ServerDraft>
  read(): Promise<ServerDraft>
  isOnline(): boolean
  /** The server has another draft now, by our doing. */
  onSaved(draft: ServerDraft): void
}

/** The work on one connection's draft. */
export interface Drafting {
  state(): DraftState
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void
  edit(scripts: Scripts): void
  /** Somebody may have saved: called with each draft that is read. */
  receive(theirs: ServerDraft): void
  /** Saves now. @returns whether the server has what the screen shows */
  saveNow(): Promise<boolean>
  /** Ends a conflict, or goes over to newer live scripts. @param from the draft, or the version, that was merged with */
  resolve(scripts: Scripts, from: { server?: ServerDraft; parent_version?: number }): void
  /** The server's draft is another one now, and the text goes on from it as it is. */
  goOnFrom(server: ServerDraft, scripts?: Scripts): void
  dispose(): void
}

/** @param server the draft as it was read */
export function createDrafting(server: ServerDraft, deps: DraftingDeps): Drafting {
  const { unsaved } = deps
  let state: DraftState = { scripts: server.scripts, server, save: { kind: 'saved' }, notice: undefined }
  let parent_version: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined
  let isDisposed = false
  const listeners = new Set<() => void>()

  function become(next: Partial<DraftState>): void {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  const isSaved = (): boolean =>
    parent_version === undefined && sameScripts(state.scripts, state.server.scripts)

  /** Keeps the text here, and says when the server gets it. */
  function keep(): void {
    clearTimeout(timer)
    if (isSaved()) {
      unsaved.write(null)
      if (state.save.kind !== 'saving') become({ save: { kind: 'saved' } })
      return
    }
    keepHere()
    const script = tooLong(state.scripts)
    if (script !== undefined) become({ save: { kind: 'too_long', script } })
    else {
      if (state.save.kind !== 'saving') become({ save: { kind: 'waiting' } })
      saveAfter(REST_MS)
    }
  }

  /** Of a page that is left, what was not saved waits in the browser. */
  function saveAfter(rest_ms: number): void {
    if (!isDisposed) timer = setTimeout(() => void saveNow(), rest_ms)
  }

  function keepHere(): void {
    const { scripts, server: from } = state
    unsaved.write({ revision: from.revision, base: from.scripts, scripts, parent_version })
  }

  function receive(theirs: ServerDraft): void {
    // What was asked before a save says nothing about what is there after it.
    if (running !== undefined) return
    const known = state.save.kind === 'conflict' ? state.save.theirs : state.server
    const isNew = known.revision !== theirs.revision || !sameScripts(known.scripts, theirs.scripts)
    if (isNew) mergeWith(theirs)
    else if (state.save.kind !== 'conflict') become({ server: theirs })
  }

  function mergeWith(theirs: ServerDraft): void {
    const mine = state.scripts
    if (isSaved()) {
      const notice = sameScripts(mine, theirs.scripts) ? state.notice : 'theirs'
      become({ server: theirs, scripts: theirs.scripts, notice, save: { kind: 'saved' } })
      unsaved.write(null)
      return
    }
    const base = state.server.scripts
    const { scripts, conflicts } = mergeScripts({ base, mine, theirs: theirs.scripts })
    if (conflicts.length > 0) {
      clearTimeout(timer)
      keepHere()
      become({ save: { kind: 'conflict', theirs, scripts: conflicts } })
      return
    }
    const notice = sameScripts(scripts, mine) ? state.notice : 'merged'
    become({ server: theirs, scripts, notice, save: { kind: 'waiting' } })
    keep()
  }

  async function saveNow(): Promise<boolean> {
    // What was typed since that save began is not in it.
    if (running !== undefined && (await running)) return true
    running ??= save().finally(() => {
      running = undefined
    })
    return await running
  }

  async function save(): Promise<boolean> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      clearTimeout(timer)
      const { kind } = state.save
      if (kind === 'conflict' || kind === 'too_long') return false
      if (isSaved()) return true
      // As soon as there is a network, it is called again.
      if (!deps.isOnline()) return false
      const { scripts, server: over } = state
      const parent = parent_version
      // A first draft belongs to the version that was read, whatever is live by now.
      const belongs_to = parent ?? (over.exists ? undefined : over.parent_version)
      become({ save: { kind: 'saving' } })
      try {
        const saved = await deps.save({ scripts, revision: over.revision, parent_version: belongs_to })
        if (parent_version === parent) parent_version = undefined
        become({ server: saved, save: { kind: 'saved' } })
        deps.onSaved(saved)
        // What was typed meanwhile waits for its own rest.
        keep()
        return isSaved()
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 412) return failed(error as Error)
      }
      try {
        mergeWith(await deps.read())
      } catch (error) {
        return failed(error as Error)
      }
    }
    return false
  }

  function failed(error: Error): false {
    const passes = !(error instanceof ApiProblem) || error.status === 0 || error.status >= 429
    become({ save: { kind: 'failed', error, passes } })
    if (passes) saveAfter(RETRY_MS)
    return false
  }

  const stored = unsaved.read()
  if (stored && !sameScripts(stored.scripts, server.scripts)) {
    const { revision, base, scripts } = stored
    parent_version = stored.parent_version
    state = { ...state, scripts, notice: 'restored', server: { ...server, revision, scripts: base } }
    mergeWith(server)
  } else unsaved.write(null)

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit(scripts) {
      become({ scripts, notice: undefined })
      // Perhaps the text is theirs by now.
      if (state.save.kind === 'conflict') mergeWith(state.save.theirs)
      else keep()
    },
    receive,
    saveNow,
    resolve(scripts, { server: from, parent_version: parent }) {
      parent_version = parent
      become({ scripts, server: from ?? state.server, notice: undefined, save: { kind: 'waiting' } })
      keep()
      void saveNow()
    },
    goOnFrom(next, scripts = state.scripts) {
      parent_version = undefined
      become({ server: next, scripts, notice: undefined, save: { kind: 'waiting' } })
      keep()
    },
    dispose() {
      isDisposed = true
      clearTimeout(timer)
    },
  }
}
