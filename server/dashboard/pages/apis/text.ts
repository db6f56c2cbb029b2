/** Texts of the pages of APIs. @module */
import { counted } from '../../counted.ts'

/** Texts of the list, and those that several of the pages show. */
export const apisText = {
  title: 'APIs',
  one: 'API',
  caption: 'APIs of this tenant',
  name: 'Name',
  identifier: 'Identifier',
  copyIdentifier: 'Copy identifier',
  scopes: 'Scopes',
  lifetime: 'Access tokens',
  offline: 'Refresh tokens',
  offlineOn: 'allowed',
  offlineOff: 'not allowed',
  system: 'built in',
  cancel: 'Cancel',
  readRefused: 'You cannot view APIs.',
  filter: 'Filter APIs',
  filterPlaceholder: 'Name, identifier or scope',
  clear: 'Clear filter',
  none: (filter: string) => `No API matches “${filter}”.`,
  shown: (shown: number, all: number) => `${shown.toLocaleString()} of ${all.toLocaleString()}`,
  showAll: (all: number) => `Show all ${all.toLocaleString()}`,
  onlySystem: 'You have no API of your own yet',
  onlySystemDetail:
    'Create one for each program that accepts access tokens of this tenant. Its identifier is the audience of the tokens.',
  anyAudience: 'Tokens can have any audience',
  anyAudienceDetail:
    'The tenant setting “Tokens for unknown audiences” is on, so an API need not be in this list.',
  toSettings: 'Open the tenant settings',
  seconds: (count: number) => counted(count, 'second'),
  minutes: (count: number) => counted(count, 'minute'),
  hours: (count: number) => counted(count, 'hour'),
  days: (count: number) => counted(count, 'day'),
} as const

/** Texts of the dialog that creates an API. */
export const createApiText = {
  title: 'New API',
  name: 'Name',
  nameHint: 'For your team, and for people who are asked for consent.',
  nameWrong: 'Use at most 200 characters, without < and >.',
  identifier: 'Identifier',
  identifierHint:
    'The audience of its tokens, such as https://orders.example.com. Ferry never calls it. It cannot be changed later.',
  identifierMissing: 'Enter an identifier.',
  identifierLong: 'Use at most 600 characters.',
  submit: 'Create API',
  created: (name: string) => `${name} is created`,
} as const

/** Texts of the page of one API. */
export const apiText = {
  refused: 'You can view this API, but not change it.',
  saved: (what: string) => `Saved: ${what}`,
  system: 'This is the Management API',
  systemDetail:
    'Every tenant has it, and it cannot be changed. Applications get its scopes by a client grant, on their own page.',
  basics: {
    title: 'Basics',
    name: 'Name',
    identifier: 'Identifier',
    identifierHint: 'The audience of its tokens. It cannot be changed.',
  },
  scopes: {
    title: 'Scopes',
    detail:
      'Tokens for this API can have these scopes and no others. A scope that you remove is in no new token; tokens that exist keep it until they expire.',
    caption: 'Scopes of this API',
    scope: 'Scope',
    description: 'Description',
    noDescription: 'No description',
    actions: 'Actions',
    empty: 'This API has no scopes.',
    add: 'Add scope',
    edit: 'Edit',
    editOf: (scope: string) => `Edit ${scope}`,
    remove: 'Remove',
    removeOf: (scope: string) => `Remove ${scope}`,
    addTitle: 'Add a scope',
    editTitle: (scope: string) => `Edit ${scope}`,
    value: 'Scope',
    valueHint: 'As tokens have it, such as read:orders. Without blanks.',
    valueWrong: 'Use at most 280 letters, digits and signs, without blanks, quotation marks and backslashes.',
    valueTwice: 'This API has the scope already.',
    valueMissing: 'Enter a scope.',
    descriptionHint: 'What it allows. People read it when they are asked for consent.',
    descriptionLong: 'Use at most 500 characters.',
    save: 'Save scope',
    show: (all: number) => `Show all ${all.toLocaleString()}`,
  },
  tokens: {
    title: 'Tokens',
    lifetime: 'Lifetime of access tokens',
    lifetimeHint: (text: string) => `In seconds, at most 30 days. Now: ${text}.`,
    webLifetime: 'Lifetime in browsers',
    webLifetimeHint: (text: string) =>
      `In seconds, for access tokens that /authorize gives directly to a browser. Now: ${text}.`,
    offline: [
      'Refresh tokens',
      'Applications of people can get refresh tokens for this API, with the scope offline_access.',
    ],
    dialect: 'Format of access tokens',
    dialects: {
      rfc9068_profile: 'RFC 9068: the type is at+jwt',
      access_token: 'Auth0’s: the type is JWT',
      rfc9068_profile_authz: 'RFC 9068, with permissions',
      access_token_authz: 'Auth0’s, with permissions',
    },
    dialectHint: 'Libraries that check the type strictly expect one of them.',
    algorithm: 'Signature',
  },
  policies: {
    title: 'Policies',
    enforce: [
      'Enforce policies',
      'People get only scopes of their permissions. Ferry has no permissions yet, so people get none of these scopes; programs get those of their client grants.',
    ],
    consent: [
      'First-party applications need no consent',
      'Your own applications get tokens for this API without asking people. Applications of others always ask.',
    ],
  },
  kept: {
    title: 'Stored only',
    detail: 'Ferry stores these settings for deployment tools, but does not use them.',
    setting: 'Setting',
    value: 'Value',
  },
  danger: {
    title: 'Danger',
    detail: 'Applications can no longer get tokens for a deleted API.',
    remove: 'Delete API',
    removeTitle: (name: string) => `Delete ${name}`,
    effects: [
      'No application gets tokens with this audience any more, and refresh tokens for it are refused.',
      'Its client grants are deleted with it.',
      'Access tokens that exist stay valid until they expire.',
      'You cannot undo this.',
    ],
    type: (name: string) => `Type ${name} to delete it`,
    mismatch: 'This is not the name of the API.',
    removed: (name: string) => `${name} is deleted`,
  },
  conflict: {
    title: 'Someone else has changed this API',
    detail: 'Your change is not saved. The page shows what is stored now.',
  },
} as const
