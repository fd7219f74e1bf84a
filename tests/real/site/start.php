<?php
// Shared by the scripts below: WordPress as the owner of the blog sees it. Arguments: the site's folder, its host.
[$script, $root, $host] = $argv;
$_SERVER += ['HTTP_HOST' => $host, 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REMOTE_ADDR' => '127.0.0.1', 'REQUEST_URI' => '/'];
$_SERVER['HTTP_HOST'] = $host;
