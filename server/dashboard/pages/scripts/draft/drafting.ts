/**
 * The draft on the screen. It is stored in this browser at once and on the server after a pause, but never over another
 * person’s draft.
 * @module
 */
import { ApiProblem } from '../../../api/problem.ts'
import type { ServerDraft, Writing } from './saving.ts'
import type { Scripts } from './script-set.ts'
import { mergeScripts, sameScripts, tooLong } from './script-set.ts'
import type { Unsaved } from './unsaved.ts'

/** Pause in typing after which a draft is saved. */
const REST_MS = 2_000
/** Wait after a failure that may be temporary. */
const RETRY_MS = 10_000
/** Attempts to save over other people's drafts before the next pause. */
const MOST_ATTEMPTS = 5

/** Where the text on the screen is saved. */
type SaveState =
  | { kind: 'saved' }
  /** Only in this browser; the server gets it after a pause in typing. */
  | { kind: 'waiting' }
  | { kind: 'saving' }
  /** Only in this browser; saved again later when `passes`. */
  | { kind: 'failed'; error: Error; passes: boolean }
  /** Only in this browser, until the script is shorter. */
  | { kind: 'too_long'; script: string }
  /** Only in this browser, until the person has merged it with another person's changes. */
  | { kind: 'conflict'; theirs: ServerDraft; scripts: readonly string[] }

/** Immutable: each change creates a new object. */
export interface DraftState {
  /** The texts on the screen. */
  scripts: Scripts
  /** The draft of the server that was read last; during a conflict, the one that the text is based on. */
  server: ServerDraft
  save: SaveState
  /**
   * What to tell the person: the text was `restored` from this browser, `merged` with another person's, or is `theirs`.
   */
  notice: 'restored' | 'merged' | 'theirs' | undefined
}

interface DraftingDeps {
  unsaved: Unsaved
  save(writing: Writing): Promise<ServerDraft>
  read(): Promise<ServerDraft>
  isOnline(): boolean
  /** The server has a new draft that this page saved or deployed. */
  onSaved(draft: ServerDraft): void
}

/** Edits and saves the draft of one connection. */
export interface Drafting {
  state(): DraftState
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void
  edit(scripts: Scripts): void
  /** Called with each draft that is read from the server: another person may have saved. */
  receive(theirs: ServerDraft): void
  /** Saves now. @returns whether the server has the text on the screen */
  saveNow(): Promise<boolean>
  /** Ends a conflict, or bases the draft on newer live scripts. @param from the draft, or the version, of the merge */
  resolve(scripts: Scripts, from: { server?: ServerDraft; parent_version?: number }): void
  /** Continues from another draft of the server, with the text as it is. */
  continueFrom(server: ServerDraft, scripts?: Scripts): void
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

  /** Stores the text in this browser, and schedules the save on the server. */
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

  /** After the page was left, the browser keeps what was not saved. */
  function saveAfter(rest_ms: number): void {
    if (!isDisposed) timer = setTimeout(() => void saveNow(), rest_ms)
  }

  function keepHere(): void {
    const { scripts, server: from } = state
    unsaved.write({ revision: from.revision, base: from.scripts, scripts, parent_version })
  }

  function receive(theirs: ServerDraft): void {
    // A response to a request sent before a save says nothing about the draft after it.
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
    // The save does not contain what was typed after it started.
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
      // Called again as soon as there is a network.
      if (!deps.isOnline()) return false
      const { scripts, server: over } = state
      const parent = parent_version
      // A first draft is based on the version that was read, whatever is live by now.
      const belongs_to = parent ?? (over.exists ? undefined : over.parent_version)
      become({ save: { kind: 'saving' } })
      try {
        const saved = await deps.save({ scripts, revision: over.revision, parent_version: belongs_to })
        if (parent_version === parent) parent_version = undefined
        become({ server: saved, save: { kind: 'saved' } })
        deps.onSaved(saved)
        // What was typed in the meantime waits for its own pause.
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
      // Perhaps the text on the screen is the other person's by now.
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
    continueFrom(next, scripts = state.scripts) {
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
