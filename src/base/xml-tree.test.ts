import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childrenOf, parseXml } from './xml-tree.ts';

test('names are those of their namespaces, whatever their prefixes', () => {
  const root = parseXml(
    `<?xml version="1.0"?><!-- c --><a:one xmlns:a="urn:a" xmlns="urn:b" a:x="1" y='2 &lt; 3'>
     <two>in&amp;side<![CDATA[ <raw> ]]></two><a:two xmlns:a="urn:c"/></a:one>`,
  );
  assert.ok(root);
  assert.deepEqual([root.namespace, root.name], ['urn:a', 'one']);
  assert.deepEqual(
    [...root.attributes],
    [
      ['{urn:a}x', '1'],
      ['y', '2 < 3'],
    ],
  );
  assert.equal(childrenOf(root, 'urn:b', 'two')[0]!.text, 'in&side <raw> ');
  assert.equal(childrenOf(root, 'urn:c', 'two').length, 1);
});

test('what a document type could do is refused with it', () => {
  const attacks = [
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!DOCTYPE a SYSTEM "http://example.com/evil.dtd"><a/>',
    `<!DOCTYPE a [<!ENTITY b "${'lol'.repeat(10)}"><!ENTITY c "&b;&b;">]><a>&c;</a>`,
    '<a>&undeclared;</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
  ];
  for (const text of attacks) assert.equal(parseXml(text), undefined, text);
});

test('what is no document is refused', () => {
  const broken = [
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1" b="2"/>',
    '<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>',
    '<a b=1/>',
    '<p:a/>',
    '<a b="<"/>',
    '<a><!-- -- --></a>',
    '<a>]]></a>',
    '<a\u0001/>',
    '<a b="1"c="2"/>',
  ];
  for (const text of broken) assert.equal(parseXml(text), undefined, text);
});

test('a deep document is refused, and a long one is read at once', () => {
  assert.equal(parseXml('<a>'.repeat(200) + '</a>'.repeat(200)), undefined);
  assert.ok(parseXml('<a>'.repeat(90) + '</a>'.repeat(90)));
  const long = parseXml(`<a>${'<b c="&#65;">&amp;</b>'.repeat(50_000)}</a>`);
  assert.equal(long!.children.length, 50_000);
});
