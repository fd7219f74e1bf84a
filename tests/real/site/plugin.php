<?php
// A plugin of the test blog: what it sorts posts into is its own business and shown to nobody.
add_action('init', function () {
    register_taxonomy('internal_group', ['post', 'page'], ['public' => false, 'show_in_rest' => false]);
});
