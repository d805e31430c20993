/** What ours is compared with has no types, and is installed by `npm run bench` alone. */
declare module 'ami-io/lib/*';
declare module 'asterisk-ami-client';
declare module 'asterisk-manager';
declare module 'asterisk.io';
declare module 'nami';
declare module 'yana';
