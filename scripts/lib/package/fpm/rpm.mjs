// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ARCHITECTURES = { amd64: 'x86_64', x64: 'x86_64', arm64: 'aarch64' };

/** What rpmbuild would do on top: nothing is to be scanned, stripped or linked, all is as it was handed over. */
const AS_IT_IS = ['__os_install_post %{nil}', 'debug_package %{nil}', '_build_id_links none'];

/** A script goes into the spec file without its first line. @param {string | undefined} file */
const script = (file) => (file ? fs.readFileSync(file, 'utf8').replace(/^#!.*\n/, '') : '');

/** The text of a spec file is full of macros. @param {string} text */
const plain = (text) => text.replaceAll('%', '%%');

/** @param {Record<string, string[]>} options @param {string[]} paths in the package @param {string} root */
function specOf(options, paths, root) {
  /** @param {string} name */
  const one = (name) => options[name]?.[0] ?? '';
  const fields = {
    Name: one('name'),
    Version: one('version'),
    Release: one('iteration') || '1',
    Summary: one('rpm-summary'),
    License: one('license'),
    Vendor: one('vendor'),
    Packager: one('maintainer'),
    URL: one('url'),
    AutoReqProv: 'no',
  };
  const head = [
    ...Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    ...(options.depends ?? []).map((name) => `Requires: ${name}`),
  ];
  const sections = {
    description: one('description'),
    install: `cp -al ${root}/. %{buildroot}/`,
    post: plain(script(one('after-install'))),
    postun: plain(script(one('after-remove'))),
    files: ['%defattr(-,root,root,-)', ...paths.map((name) => `"${name}"`)].join('\n'),
  };
  const body = Object.entries(sections).map(([name, text]) => `%${name}\n${text}\n`);
  return `${head.join('\n')}\n\n${body.join('\n')}`;
}

/**
 * Makes an rpm of what is below the root.
 * @param {string} root
 * @param {Record<string, string[]>} options
 * @param {string[]} paths files, and folders with all that is in them, as they are called in the package
 */
export function makeRpm(root, options, paths) {
  const folder = path.join(path.dirname(root), 'rpm');
  fs.mkdirSync(folder);
  const spec = path.join(folder, 'package.spec');
  fs.writeFileSync(spec, specOf(options, paths, root));
  const architecture = options.architecture?.[0] ?? '';
  const target = ARCHITECTURES[/** @type {keyof typeof ARCHITECTURES} */ (architecture)] ?? architecture;
  const macros = [`_topdir ${folder}`, '_binary_payload w1.gzdio', '_rpmfilename made.rpm', ...AS_IT_IS];
  const defined = macros.flatMap((macro) => ['--define', macro]);
  execFileSync('rpmbuild', ['-bb', '--quiet', '--target', target, ...defined, spec], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  fs.renameSync(path.join(folder, 'RPMS/made.rpm'), options.package?.[0] ?? '');
}
