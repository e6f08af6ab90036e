-- The card went elsewhere while the mail was on its way: what left may have counted it, a next try does not.
alter table mail_card add column gone boolean not null default false;
