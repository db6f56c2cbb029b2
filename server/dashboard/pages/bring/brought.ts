/** Finds connections in files: folders of scripts, and exports of Auth0's deploy tool. @module */
import type { Action } from '../../editor/types/contract.ts'
import { keyUses, optionalKeys } from '../scripts/configuration/key-uses.ts'
import type { Markers } from './markers.ts'
import { markersOf, readJson } from './markers.ts'
import { bringText } from './text.ts'

/** A file that was brought along; folders of the path are separated by `/`. */
export interface BroughtFile {
  path: string
  text: string
}

/** A connection that could be created. */
export interface BroughtConnection {
  /** Identifies it on the page: its folder. */
  folder: string
  name: string
  scripts: { [action in Action]?: string }
  /** Further options of an export, as the Management API takes them; markers are still in them. */
  options: { [name: string]: unknown }
  /** Known values by key; undefined: the person is asked. */
  configuration: { [key: string]: string | undefined }
  /** Keys that the scripts do without. */
  optional: readonly string[]
  /** `##KEY##` and `@@KEY@@`, whose values the person is asked for. */
  markers: Markers
  /** Names of applications that the export turns on. */
  applications: readonly string[]
  /** What was not taken over, as sentences. */
  notes: readonly string[]
}

/** What was found. */
export interface Brought {
  connections: readonly BroughtConnection[]
  /** About files that belong to no connection. */
  notes: readonly string[]
}

/** Names of script files, without the ending, by action: those of the deploy tool, and those of Auth0's functions. */
const ACTIONS_BY_NAME: { readonly [name: string]: Action } = {
  login: 'login',
  getuser: 'get_user',
  getbyemail: 'get_user',
  create: 'create',
  signup: 'create',
  verify: 'verify',
  changepassword: 'change_password',
  delete: 'delete',
  deleteuser: 'delete',
  remove: 'delete',
  changeemail: 'change_email',
}

/** @returns the action that a file or a function is for: `get_user`, `getUser`, `get-user` */
export function actionNamed(name: string): Action | undefined {
  return ACTIONS_BY_NAME[name.replaceAll(/[-_ ]/g, '').toLowerCase()]
}

/** Scripts of one folder are one connection. */
export function findConnections(files: readonly BroughtFile[]): Brought {
  const folders = new Map<string, BroughtFile[]>()
  for (const file of files) {
    const folder = folderOf(file.path)
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  const found = [...folders].map(([folder, inside]) => connectionOf(folder, inside))
  const connections = found.filter((one) => one !== undefined)
  const hasYaml = files.some(({ path }) => /(?:^|\/)tenant\.ya?ml$/.test(path))
  const notes = [
    ...(connections.length === 0 && files.length > 0 ? [bringText.nothingFound] : []),
    ...(hasYaml ? [bringText.yaml] : []),
  ]
  return { connections: connections.toSorted((a, b) => a.name.localeCompare(b.name)), notes }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function connectionOf(folder: string, files: readonly BroughtFile[]): BroughtConnection | undefined {
  const scripts: BroughtConnection['scripts'] = {}
  const notes: string[] = []
  for (const { path, text } of files) {
    const [, stem] = /^(.+)\.[cm]?js$/.exec(fileOf(path)) ?? []
    const action = stem === undefined ? undefined : actionNamed(stem)
    if (action === undefined) continue
    if (scripts[action] === undefined) scripts[action] = text
    else notes.push(bringText.twice(action))
  }
  const description = files.find(({ path }) => fileOf(path) === 'database.json')
  if (Object.keys(scripts).length === 0 && !description) return undefined
  const read = description && readJson(description.text)
  if (read?.kind === 'broken') notes.push(bringText.notJson(description?.path ?? ''))
  const exported = read?.kind === 'read' ? read.value : {}
  const { customScripts: inJson = {}, configuration = {}, ...options } = objectOf(exported.options)
  // An export of one file has the texts in it; that of a folder has their paths.
  for (const [name, text] of Object.entries(objectOf(inJson))) {
    const action = actionNamed(name)
    if (action && scripts[action] === undefined && typeof text === 'string' && !/^\S+\.js$/.test(text))
      scripts[action] = text
  }
  const texts = Object.entries(scripts).map(([action, text]) => ({ action: action as Action, text }))
  const known = Object.entries(objectOf(configuration)).map(([key, value]) => [key, readable(value)] as const)
  const used = [...keyUses(texts).keys()].map((key) => [key, undefined] as const)
  return {
    folder,
    name: connectionName(typeof exported.name === 'string' ? exported.name : fileOf(folder)),
    scripts,
    options,
    configuration: Object.fromEntries([...used, ...known]),
    optional: [...optionalKeys(texts)],
    markers: markersOf([...texts.map(({ text }) => text), JSON.stringify([options, configuration])]),
    applications: namesIn(exported.enabled_clients),
    notes,
  }
}

/** Auth0 exports values that only Auth0 can decrypt. */
const ENCRYPTED = /^2\.0\$/

function readable(value: unknown): string | undefined {
  return typeof value !== 'string' || value === '' || ENCRYPTED.test(value) ? undefined : value
}

function objectOf(value: unknown): { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const MOST_NAME_CHARS = 128

/** @returns a name that a connection may have, or an empty text */
function connectionName(text: string): string {
  return text
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, MOST_NAME_CHARS)
    .replaceAll(/^-|-$/g, '')
}
