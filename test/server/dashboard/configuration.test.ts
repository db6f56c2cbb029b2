import { expect, test } from 'vitest'
import { parseEnvironment } from '../../../server/dashboard/pages/scripts/configuration/environment.ts'
import { keyUses } from '../../../server/dashboard/pages/scripts/configuration/key-uses.ts'

test('a .env block is read as the programs that made it write it', () => {
  const text = [
    '# of the old server',
    'export DB_HOST=db.example',
    '',
    'DB_PASSWORD="a \\"b\\" #c \\\\ d"',
    "SINGLE='it $stays \\n as it is'",
    'SPACED = value with spaces   # a comment',
    'URL=mysql://u:p#w@db/?a=b',
    'EMPTY=',
    'CA="-----BEGIN-----',
    'MIIB=',
    '-----END-----"',
    'DB_HOST=second.example',
  ].join('\r\n')
  const { values, wrong } = parseEnvironment(text)
  expect(wrong).toEqual([])
  expect(Object.fromEntries(values)).toEqual({
    DB_HOST: 'second.example',
    DB_PASSWORD: 'a "b" #c \\ d',
    SINGLE: 'it $stays \\n as it is',
    SPACED: 'value with spaces',
    URL: 'mysql://u:p#w@db/?a=b',
    EMPTY: '',
    CA: '-----BEGIN-----\nMIIB=\n-----END-----',
  })
})

test('lines that are none are named by their numbers: no =, a wrong key, quotation marks that do not end', () => {
  expect(parseEnvironment('A=1\njust text\n2B=x\nC-D=x\n=x\nE="open').wrong).toEqual([2, 3, 4, 5, 6])
})

test('the lines of each script that read a key are found, however it is written', () => {
  const text = [
    'function login() {',
    '  const { A, B: b } = configuration',
    "  connect(configuration.A, configuration['C-D'], configuration?.E)",
    '  my.configuration_of.X',
    '}',
  ].join('\n')
  const uses = keyUses([
    { action: 'login', text },
    { action: 'get_user', text: 'configuration.A; configuration.AB\nconfiguration.A' },
  ])
  expect(Object.fromEntries(uses)).toEqual({
    A: [
      { action: 'login', lines: [2, 3] },
      { action: 'get_user', lines: [1, 2] },
    ],
    B: [{ action: 'login', lines: [2] }],
    'C-D': [{ action: 'login', lines: [3] }],
    E: [{ action: 'login', lines: [3] }],
    AB: [{ action: 'get_user', lines: [1] }],
  })
})
